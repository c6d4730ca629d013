package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files that {@code .ci/release/archives} makes of this build. */
final class ReleaseArchives {

    private static final Path JVMS = Path.of("/usr/lib/jvm");

    private ReleaseArchives() {}

    /** Makes these parts in a folder. */
    static void make(Path folder, String... parts) {
        List<String> command = new ArrayList<>(List.of(".ci/release/archives", folder.toString()));
        command.addAll(List.of(parts));
        Map<String, String> environment = Map.of(
                "HELM", RealParts.HELM.toString(), "JAVA_HOME", newestJava().toString());
        try (Program archives = Program.start(command, environment)) {
            assertThat(archives.exitCode()).as(archives.output()).isZero();
        }
    }

    /** A condition for {@code @EnabledIf}: the runtime is made with a JDK 25. */
    static boolean newestJavaIsHere() {
        return Files.isExecutable(newestJava().resolve("bin/jlink"));
    }

    private static Path newestJava() {
        if (Runtime.version().feature() >= 25) {
            return Path.of(System.getProperty("java.home"));
        }
        try (Stream<Path> homes = Files.isDirectory(JVMS) ? Files.list(JVMS) : Stream.empty()) {
            return homes.filter(home -> home.getFileName().toString().contains("25"))
                    .findFirst()
                    .orElse(JVMS.resolve("none"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the one file of a folder whose name matches. */
    static Path only(Path folder, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, glob)) {
            files.forEach(found::add);
        }
        assertThat(found).as(glob).hasSize(1);
        return found.get(0);
    }
}
