package dev.hotreload.review.input;

import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads manifests: files of any name, folders with all the {@code .yaml}, {@code .yml} and {@code .json} below them in the
 * order of their names, and {@code -} for the standard input. What cannot be read is told, and the rest goes on.
 */
public final class ManifestFiles {

    /** The standard input's name. */
    public static final String STDIN = "-";

    private static final long MOST_BYTES = 100L << 20;
    private static final Pattern ENDINGS = Pattern.compile(".*\\.(ya?ml|json)");

    private final InputStream stdin;
    private final Consumer<Manifest> each;
    private int files;

    private ManifestFiles(InputStream stdin, Consumer<Manifest> each) {
        this.stdin = stdin;
        this.each = each;
    }

    /**
     * Reads all of these paths, one file after the other. Never throws for what it meets there.
     *
     * @return how many files, the standard input among them
     */
    public static int read(List<String> paths, InputStream stdin, Consumer<Manifest> each) {
        ManifestFiles manifests = new ManifestFiles(stdin, each);
        paths.forEach(manifests::path);
        return manifests.files;
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
            unreadable(folder.toString(), "not all of the folder can be read (" + cause(e) + ").");
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
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.read()))
                    .toString();
            if (text.isBlank()) {
                unreadable(name, name.equals(STDIN) ? "the standard input is empty." : "the file is empty.");
            } else {
                each.accept(ManifestText.read(name, text));
            }
        } catch (CharacterCodingException e) {
            unreadable(name, "the file is no text in UTF-8.");
        } catch (IOException | OutOfMemoryError e) {
            unreadable(name, "the file cannot be read (" + cause(e) + ").");
        }
    }

    private void unreadable(String name, String message) {
        Problem problem = new Problem(new Place(name, 0), message);
        each.accept(new Manifest(name, Optional.empty(), List.of(), 0, List.of(), List.of(problem), List.of()));
    }

    private static String cause(Throwable e) {
        boolean said = e instanceof IOException && e.getClass() == IOException.class;
        return said ? String.valueOf(e.getMessage()) : e.getClass().getSimpleName();
    }
}
