package dev.hotreload.review.report;

import dev.hotreload.review.Finding;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.usage.SafeText;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit's XML, as CI systems show it: a test for each Prometheus container, failed where it is blocked or would be
 * patched, and skipped where somebody has said to ignore it.
 */
final class JunitReport {

    private JunitReport() {}

    static String of(Review review) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "hot-reload review");
            xml.writeAttribute(
                    "tests",
                    String.valueOf(review.findings().size() + review.problems().size()));
            xml.writeAttribute(
                    "failures", String.valueOf(review.count(VerdictKind.PATCH) + review.count(VerdictKind.BLOCKED)));
            xml.writeAttribute("skipped", String.valueOf(review.count(VerdictKind.IGNORED)));
            xml.writeAttribute("errors", String.valueOf(review.problems().size()));
            for (Finding finding : review.findings()) {
                testcase(xml, finding);
            }
            for (Problem problem : review.problems()) {
                start(xml, problem.place().file(), problem.place().toString());
                element(xml, "error", problem.message());
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML in memory could not be written", e);
        }
        return text + "\n";
    }

    private static void testcase(XMLStreamWriter xml, Finding finding) throws XMLStreamException {
        start(xml, finding.place().file(), finding.object() + " container " + finding.container());
        if (finding.kind().needsAction()) {
            element(xml, "failure", finding.place() + ": " + Words.summary(finding));
        }
        if (finding.kind() == VerdictKind.IGNORED) {
            element(xml, "skipped", "ignored by " + Words.suppression(finding));
        }
        xml.writeEndElement();
    }

    private static void start(XMLStreamWriter xml, String file, String name) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", SafeText.line(file));
        xml.writeAttribute("name", SafeText.line(name));
    }

    private static void element(XMLStreamWriter xml, String element, String message) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", SafeText.line(message));
        xml.writeEndElement();
    }
}
