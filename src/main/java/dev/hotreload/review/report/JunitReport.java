package dev.hotreload.review.report;

import dev.hotreload.review.Finding;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** JUnit's XML, as CI systems show it: a test for each server, failed where it is blocked or would be patched. */
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
            xml.writeAttribute("failures", String.valueOf(review.toPatch() + review.blocked()));
            xml.writeAttribute("errors", String.valueOf(review.problems().size()));
            for (Finding finding : review.findings()) {
                testcase(xml, finding, review);
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

    private static void testcase(XMLStreamWriter xml, Finding finding, Review review) throws XMLStreamException {
        String name = finding.object() + " container "
                + finding.containerVerdict().container().name();
        start(xml, finding.place().file(), name);
        if (review.counted().contains(finding) && (finding.isPatch() || finding.isBlocked())) {
            element(xml, "failure", finding.place() + ": " + Words.summary(finding));
        }
        xml.writeEndElement();
    }

    private static void start(XMLStreamWriter xml, String file, String name) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", plain(file));
        xml.writeAttribute("name", plain(name));
    }

    private static void element(XMLStreamWriter xml, String element, String message) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", plain(message));
        xml.writeEndElement();
    }

    /** XML 1.0 holds no control characters, however they are written. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF]", "?");
    }
}
