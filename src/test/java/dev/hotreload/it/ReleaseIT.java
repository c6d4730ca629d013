package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What a release publishes, as far as it can be made and used on one machine. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class ReleaseIT {

    private static final String CHART = "manifests/helm/prometheus-hot-reload";

    @TempDir
    Path folder;

    private static String run(Map<String, String> environment, String... command) {
        try (Program program = Program.start(List.of(command), environment)) {
            assertThat(program.exitCode()).as(program.output()).isZero();
            return program.out();
        }
    }

    /** Returns the bytes of all files, by name. */
    private static Map<String, byte[]> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(
                    java.util.stream.Collectors.toMap(file -> file.getFileName().toString(), ReleaseIT::bytes));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void actionlint_finds_nothing_in_the_workflows() throws IOException {
        List<String> command = new ArrayList<>(List.of(RealParts.ACTIONLINT.toString()));
        try (Stream<Path> workflows = Files.list(Path.of(".github/workflows"))) {
            workflows.forEach(workflow -> command.add(workflow.toString()));
        }
        assertThat(command).hasSizeGreaterThan(2);
        assertThat(run(Map.of(), command.toArray(String[]::new))).isEmpty();
    }

    @Test
    void the_same_build_gives_the_same_bytes() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        ReleaseArchives.make(first, "command", "chart", "bill");
        ReleaseArchives.make(second, "command", "chart", "bill");
        Map<String, byte[]> files = files(first);
        assertThat(files).hasSize(3);
        assertThat(files(second)).containsAllEntriesOf(files);
    }

    @Test
    void the_chart_is_clean_and_comes_back_from_a_registry_as_it_was_pushed() throws IOException {
        String helm = RealParts.HELM.toString();
        assertThat(run(Map.of(), helm, "lint", "--strict", CHART)).contains("0 chart(s) failed");
        ReleaseArchives.make(folder, "chart");
        Path chart = ReleaseArchives.only(folder, "prometheus-hot-reload-*.tgz");
        Path pulled = Files.createDirectory(folder.resolve("pulled"));
        try (LoopbackRegistry registry = LoopbackRegistry.start(folder)) {
            String charts = "oci://" + registry.address() + "/charts";
            try (Program push = Program.start(List.of(helm, "push", "--plain-http", chart.toString(), charts))) {
                assertThat(push.exitCode()).as(push.output()).isZero();
                // The release workflow signs the chart by this line.
                assertThat(push.output()).containsPattern("(?m)^Digest: sha256:[0-9a-f]{64}$");
            }
            run(
                    Map.of(),
                    helm,
                    "pull",
                    "--plain-http",
                    charts + "/prometheus-hot-reload",
                    "--destination",
                    pulled.toString());
        }
        assertThat(pulled.resolve(chart.getFileName())).hasSameBinaryContentAs(chart);
        assertThat(run(Map.of(), helm, "template", chart.toString()))
                .contains("image: ")
                .contains("ghcr.io/");
    }

    @Test
    void the_archive_with_its_own_runtime_needs_no_java_on_the_path() throws IOException {
        ReleaseArchives.make(folder, "runtime");
        Path archive = ReleaseArchives.only(folder, "hot-reload-*-linux-*.tar.gz");
        run(Map.of(), "tar", "-xzf", archive.toString(), "-C", folder.toString());
        Path command = ReleaseArchives.only(folder, "hot-reload-*[0-9]").resolve("bin/hot-reload");
        Path path = pathWithoutJava();
        String environment = "PATH=" + path;
        try (Program java = Program.start(List.of("env", "-i", environment, "sh", "-c", "command -v java"))) {
            assertThat(java.exitCode()).isNotZero();
        }
        String review = "'" + command + "' review manifests/example/admission-review.json; [ $? = 1 ]";
        for (int start = 0; start < 2; start++) {
            // The second start uses the archive of classes that the first one has written.
            assertThat(run(Map.of(), "env", "-i", environment, "HOME=" + folder, "sh", "-c", review))
                    .contains("+ --web.enable-lifecycle");
        }
        assertThat(run(Map.of(), "env", "-i", environment, "HOME=" + folder, command.toString(), "serve", "--help"))
                .contains("--drain-delay");
    }

    /** A folder with the programs of this machine, apart from Java's. */
    private Path pathWithoutJava() throws IOException {
        Path path = Files.createDirectory(folder.resolve("path"));
        for (String program :
                List.of("sh", "cat", "cksum", "dirname", "env", "find", "mkdir", "mv", "readlink", "rm", "sed", "tr")) {
            Path real = Arrays.stream(System.getenv("PATH").split(":"))
                    .map(place -> Path.of(place, program))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(path.resolve(program), real);
        }
        return path;
    }
}
