package dev.hotreload.review.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads manifests: files of any name, folders with all the {@code .yaml}, {@code .yml} and {@code .json} below them in the
 * order of their names, and {@code -} for the standard input. What cannot be read is told, and the rest goes on.
 */
public final class Manifests {

    /** The standard input's name. */
    public static final String STDIN = "-";

    private static final long MOST_BYTES = 100L << 20;
    private static final Pattern ENDINGS = Pattern.compile(".*\\.(ya?ml|json)");
    private static final Pattern SEPARATOR = Pattern.compile("^---(?=\\s|$)", Pattern.MULTILINE);
    private static final Pattern DIRECTIVES = Pattern.compile("(\\s*(#.*)?\\n)*%(.*\\n)*?(\\s*([#%].*)?\\n)*");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{[-\\s.$\"(\\w]");

    private final InputStream stdin;
    private final List<LocatedPod> pods = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> remarks = new ArrayList<>();
    private int files;
    private int objects;

    private Manifests(InputStream stdin) {
        this.stdin = stdin;
    }

    /**
     * What was read.
     *
     * @param files how many files, the standard input among them
     * @param objects how many Kubernetes objects
     * @param problems what could not be read or reviewed
     * @param remarks what is no error and yet to be said
     */
    public record Input(int files, int objects, List<LocatedPod> pods, List<Problem> problems, List<Problem> remarks) {}

    /** Reads all of these paths. Never throws for what it meets there. */
    public static Input read(List<String> paths, InputStream stdin) {
        Manifests manifests = new Manifests(stdin);
        paths.forEach(manifests::path);
        return new Input(manifests.files, manifests.objects, manifests.pods, manifests.problems, manifests.remarks);
    }

    private void path(String path) {
        if (path.equals(STDIN)) {
            file(STDIN, stdin::readAllBytes);
        } else if (Files.isDirectory(Path.of(path))) {
            folder(Path.of(path));
        } else {
            file(path, () -> bytes(Path.of(path)));
        }
    }

    private void folder(Path folder) {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> below = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            below.filter(file -> ENDINGS.matcher(file.toString()).matches() && !Files.isDirectory(file))
                    .forEach(found::add);
        } catch (IOException | UncheckedIOException e) {
            // A loop of links, or a folder that may not be read: what was found until then is reviewed.
            problem(folder.toString(), 0, "not all of the folder can be read (" + cause(e) + ").");
        }
        found.stream().sorted().forEach(file -> file(file.toString(), () -> bytes(file)));
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it is larger than 100 MiB; split it");
        }
        return Files.readAllBytes(file);
    }

    /** Gives the bytes of an input. */
    private interface Bytes {
        byte[] read() throws IOException;
    }

    private void file(String name, Bytes bytes) {
        files++;
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.read()))
                    .toString();
        } catch (CharacterCodingException e) {
            problem(name, 0, "the file is no text in UTF-8.");
            return;
        } catch (IOException | OutOfMemoryError e) {
            problem(name, 0, "the file cannot be read (" + cause(e) + ").");
            return;
        }
        if (text.isBlank()) {
            problem(name, 0, name.equals(STDIN) ? "the standard input is empty." : "the file is empty.");
            return;
        }
        split(text, (line, document) -> document(name, line, document));
    }

    private interface Documents {
        void document(int linesBefore, String text);
    }

    /** Cuts a stream at its separators, so that one broken document does not take the others with it. */
    private static void split(String text, Documents each) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var separator = SEPARATOR.matcher(body);
        int start = 0;
        int line = 0;
        while (separator.find()) {
            String document = body.substring(start, separator.start());
            if (DIRECTIVES.matcher(document).matches()) {
                continue;
            }
            each.document(line, document);
            line += lines(document);
            start = separator.start();
        }
        each.document(line, body.substring(start));
    }

    private static int lines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    private void document(String name, int linesBefore, String text) {
        try {
            Consumer<Document> take = document -> {
                PodTemplates.Found found = PodTemplates.in(document);
                objects += found.objects();
                pods.addAll(found.pods());
                problems.addAll(found.problems());
                remarks.addAll(found.remarks());
            };
            YamlDocument.read(name, linesBefore, text).ifPresent(take);
        } catch (UnreadableException e) {
            boolean template = TEMPLATE.matcher(text).find();
            problem(
                    name,
                    e.line(),
                    template
                            ? "this is a template of a Helm chart; review what it renders:"
                                    + " helm template NAME CHART | hot-reload review -"
                            : String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            problem(name, linesBefore + 1, "the document is nested too deeply.");
        }
    }

    private void problem(String file, int line, String message) {
        problems.add(new Problem(new Place(file, line), message));
    }

    private static String cause(Throwable e) {
        boolean said = e instanceof IOException && e.getClass() == IOException.class;
        return said ? String.valueOf(e.getMessage()) : e.getClass().getSimpleName();
    }
}
