package dev.hotreload.review.input;

import dev.hotreload.review.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads manifests: files of any name, folders with all the {@code .yaml}, {@code .yml} and {@code .json} below them in
 * the order of their names, and {@code -} for the standard input. What cannot be read is reported, and the rest is
 * still read.
 */
public final class ManifestFiles {

    /** The name of the standard input. */
    public static final String STDIN = "-";

    /** A few files of this size are read at the same time in any heap. */
    private static final long SMALL = 1 << 20;

    private final InputStream stdin;
    private final FolderRules rules;
    private final Consumer<Manifest> each;
    private int files;

    private ManifestFiles(InputStream stdin, FolderRules rules, Consumer<Manifest> each) {
        this.stdin = stdin;
        this.rules = rules;
        this.each = each;
    }

    /**
     * Reads all of these paths, and hands on the files in their order. Never throws for what it finds there.
     *
     * @param rules what to do with what is found below folders
     * @return how many files, the standard input among them
     */
    public static int read(List<String> paths, FolderRules rules, InputStream stdin, Consumer<Manifest> each) {
        ReferenceResolver resolver = new ReferenceResolver(each);
        ManifestFiles manifests = new ManifestFiles(stdin, rules, resolver);
        paths.forEach(manifests::path);
        resolver.end();
        return manifests.files;
    }

    /** Reads the standard input. */
    public static Manifest standardInput(InputStream stdin) {
        return standardInput(stdin, ValuesOptions.NONE);
    }

    /** Reads the standard input, of which the user may have said that it holds values. */
    public static Manifest standardInput(InputStream stdin, ValuesOptions options) {
        List<Manifest> read = new ArrayList<>();
        FolderRules rules = new FolderRules(List.of(), FolderRules.Unrelated.COUNTED, options);
        read(List.of(STDIN), rules, stdin, read::add);
        return read.get(0);
    }

    private void path(String name) {
        if (name.equals(STDIN)) {
            file(STDIN, Input.NAMED, () -> InputBytes.read(stdin));
            return;
        }
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                folder(path);
            } else {
                file(name, Input.NAMED, () -> InputBytes.readNamed(path));
            }
        } catch (InvalidPathException e) {
            each.accept(Manifest.unreadable(name, "this cannot be the name of a file."));
        }
    }

    private void folder(Path folder) {
        FolderWalk walk = FolderWalk.of(folder, rules.excluded());
        each.accept(new Manifest(
                folder.toString(),
                Input.NAMED,
                Optional.empty(),
                Manifest.Contents.NONE,
                walk.problems(),
                walk.remarks()));
        if (walk.isEmpty()) {
            each.accept(
                    Manifest.unreadable(folder.toString(), "there is no .yaml, .yml or .json file under this folder."));
        }
        List<String> unrelated = new ArrayList<>();
        files += walk.files().size();
        ReadAhead ahead = new ReadAhead(Runtime.getRuntime().availableProcessors());
        ahead.each(walk.files(), ManifestFiles::isSmall, this::read, manifest -> {
            each.accept(manifest);
            if (manifest.contents().unrelated() > 0) {
                unrelated.add(manifest.name());
            }
        });
        rules.unrelated().remarks(folder.toString(), unrelated).forEach(each);
    }

    private static boolean isSmall(Path file) {
        try {
            return Files.size(file) <= SMALL;
        } catch (IOException e) {
            return false;
        }
    }

    private Manifest read(Path file) {
        return read(file.toString(), Input.FOUND, () -> InputBytes.read(file));
    }

    /** Gives the bytes of an input. */
    private interface Bytes {
        byte[] read() throws IOException;
    }

    private void file(String name, Input input, Bytes bytes) {
        files++;
        each.accept(read(name, input, bytes));
    }

    private Manifest read(String name, Input input, Bytes bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.read()))
                    .toString();
            return text.isBlank() ? empty(name, input) : ManifestText.read(name, text, input, rules.values());
        } catch (CharacterCodingException e) {
            return Manifest.unreadable(name, "the file is not text in UTF-8.");
        } catch (IOException e) {
            return Manifest.unreadable(name, "the file cannot be read: " + FileCause.of(e) + ".");
        } catch (OutOfMemoryError e) {
            return Manifest.unreadable(name, "the file is too large for the memory of this process; split it.");
        }
    }

    private static Manifest empty(String name, Input input) {
        ManifestBuilder manifest = new ManifestBuilder(name, input);
        manifest.unrelated(Place.of(name), name.equals(STDIN) ? "the standard input is empty." : "the file is empty.");
        return manifest.build(Optional.empty());
    }
}
