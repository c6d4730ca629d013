package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the text of a manifest, document by document. */
public final class ManifestText {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern SEPARATOR = Pattern.compile("^---(?=\\s|$)", Pattern.MULTILINE);
    private static final Pattern DIRECTIVES = Pattern.compile("(\\s*(#.*)?\\n)*%(.*\\n)*?(\\s*([#%].*)?\\n)*");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{[-\\s.$\"(\\w]");

    /** What is said of a chart's template, which is no YAML, or only by chance. */
    public static final String IS_TEMPLATE = "this is a template of a Helm chart; review what it renders"
            + " (helm template NAME CHART | hot-reload review -), and set the flags in its values"
            + " (chart prometheus: server.extraFlags: [web.enable-lifecycle, storage.tsdb.wal-compression]).";

    private final String name;
    private final List<JsonNode> documents = new ArrayList<>();
    private final List<LocatedPod> pods = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> remarks = new ArrayList<>();
    private int objects;

    private ManifestText(String name) {
        this.name = name;
    }

    /** Reads a text; what cannot be read of it stands in the problems, with its line. */
    public static Manifest read(String name, String text) {
        ManifestText reader = new ManifestText(name);
        reader.split(text);
        return new Manifest(
                name,
                Optional.of(text),
                reader.documents,
                reader.objects,
                reader.pods,
                reader.problems,
                reader.remarks);
    }

    /** Cuts a stream at its separators, so that one broken document does not take the others with it. */
    private void split(String text) {
        int start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
        int lines = 0;
        var separator = SEPARATOR.matcher(text);
        separator.region(start, text.length());
        while (separator.find()) {
            String document = text.substring(start, separator.start());
            if (DIRECTIVES.matcher(document).matches()) {
                continue;
            }
            document(lines, start, document);
            lines += (int) document.chars().filter(c -> c == '\n').count();
            start = separator.start();
        }
        document(lines, start, text.substring(start));
    }

    private void document(int linesBefore, int charactersBefore, String text) {
        try {
            YamlDocument.read(name, linesBefore, charactersBefore, text).ifPresent(document -> {
                PodTemplates.Found found = PodTemplates.in(document);
                documents.add(document.root());
                objects += found.objects();
                pods.addAll(found.pods());
                problems.addAll(found.problems());
                remarks.addAll(found.remarks());
            });
        } catch (UnreadableException e) {
            boolean template = TEMPLATE.matcher(text).find();
            problem(e.line(), template ? IS_TEMPLATE : String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            problem(linesBefore + 1, "the document is nested too deeply.");
        }
    }

    private void problem(int line, String message) {
        problems.add(new Problem(new Place(name, line), message));
    }
}
