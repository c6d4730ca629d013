package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files that {@code .ci/release/archives} makes of this build. */
final class ReleaseArchives {

    private ReleaseArchives() {}

    /** Makes these parts in a folder. */
    static void make(Path folder, String... parts) {
        List<String> command = new ArrayList<>(List.of(".ci/release/archives", folder.toString()));
        command.addAll(List.of(parts));
        Map<String, String> environment =
                Map.of("HELM", RealParts.HELM.toString(), "JAVA_HOME", System.getProperty("java.home"));
        try (Program archives = Program.start(command, environment)) {
            assertThat(archives.exitCode()).as(archives.output()).isZero();
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
