package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The command as a plugin: a real krew installs the archive of a release, and a real kubectl runs it. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class KubectlPluginIT {

    @TempDir
    static Path folder;

    private static Map<String, String> environment = Map.of();

    @BeforeAll
    static void install_with_krew() throws IOException {
        Path dist = folder.resolve("dist");
        ReleaseArchives.make(dist, "command", "runtime");
        Path archive = ReleaseArchives.only(dist, "hot-reload-*-linux-*.tar.gz");
        // The manifest names both machines; one of them is this one.
        Files.copy(archive, dist.resolve(otherMachine(archive)));
        String manifest = run("sh", "-c", ".ci/release/krew '" + dist + "'");
        Path krew = folder.resolve("krew");
        String kubectl = RealParts.KUBECTL.getParent().toString();
        environment = Map.of(
                "KREW_ROOT",
                krew.toString(),
                "PATH",
                krew.resolve("bin") + ":" + kubectl + ":" + System.getenv("PATH"),
                "HOME",
                folder.toString());
        run(
                RealParts.KREW.toString(),
                "install",
                "--manifest=" + Files.writeString(folder.resolve("hot-reload.yaml"), manifest),
                "--archive=" + archive);
    }

    private static String otherMachine(Path archive) {
        String name = archive.getFileName().toString();
        return name.contains("amd64") ? name.replace("amd64", "arm64") : name.replace("arm64", "amd64");
    }

    private static String run(String... command) {
        try (Program program = Program.start(List.of(command), environment)) {
            assertThat(program.exitCode()).as(program.output()).isZero();
            return program.out();
        }
    }

    @Test
    void kubectl_runs_the_plugin_which_calls_itself_as_people_do() {
        assertThat(run("kubectl", "hot-reload", "review", "--help")).startsWith("Usage: kubectl hot-reload review [");
        assertThat(run("kubectl", "hot-reload", "version")).startsWith("hot-reload ");
    }

    @Test
    void kubectl_completes_the_plugin() throws IOException {
        Path completion = folder.resolve("krew/bin/kubectl_complete-hot_reload");
        Files.writeString(completion, run("kubectl", "hot-reload", "completion"));
        assertThat(completion.toFile().setExecutable(true)).isTrue();
        assertThat(complete("rev")).contains("review");
        assertThat(complete("review", "--fail")).contains("--fail-on");
        assertThat(complete("review", "-o", "mark")).contains("markdown");
        assertThat(complete("explain", "WrappedC")).contains("WrappedCommand");
        assertThat(complete("nothing-like-it", "x")).noneMatch(word -> word.contains("review"));
    }

    private static List<String> complete(String... words) {
        List<String> command = new ArrayList<>(List.of("kubectl", "__complete", "hot-reload"));
        command.addAll(List.of(words));
        return run(command.toArray(String[]::new)).lines().toList();
    }
}
