package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees at a terminal of 80 columns, in a real one: script(1) gives the commands a terminal. */
class EightyColumnsTest {

    private static final List<String> COMMANDS = List.of(
            "explain",
            "explain WrappedCommand",
            "explain --troubleshooting",
            "explain 403",
            "explain Wrapped",
            "review --fial-on patch deploy",
            "review nosuch-folder-with-a-long-name/nosuch-file-with-a-long-name.yaml",
            "review deploy",
            "fix --check deploy",
            "check --kubeconfig=config",
            "review --live --kubeconfig=config",
            "version --live --kubeconfig=config",
            "reload localhost:1/a/rather/long/path/below/which/there/is/no/prometheus");

    @TempDir
    Path folder;

    /** Runs one command after the other in this process, whose streams are a terminal. */
    public static void main(String[] commands) {
        for (String command : commands) {
            RootCommand.commandLine(Map.of()).execute(command.split(" ", -1));
        }
    }

    private String atTerminal() throws IOException, InterruptedException {
        StringBuilder line = new StringBuilder("stty cols 80; "
                + Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("java.class.path") + "' " + EightyColumnsTest.class.getName());
        COMMANDS.forEach(command -> line.append(" '").append(command).append('\''));
        Process process = new ProcessBuilder("script", "-qec", line.toString(), "/dev/null")
                .directory(folder.toFile())
                .redirectInput(new java.io.File("/dev/null"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.replaceAll("\u001B\\[[0-9;]*[mK]", "");
    }

    @Test
    void no_line_for_people_is_longer_where_words_allow_it() throws Exception {
        assumeThat(Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "script"))))
                .isTrue();
        Path deploy = Files.createDirectories(folder.resolve("deploy/a-folder-with-a-long-name"));
        Files.writeString(deploy.resolve("prometheus.yaml"), """
                {kind: Deployment, metadata: {name: prometheus-server, namespace: monitoring}, spec: {template: {spec:
                 {containers: [{name: p, image: 'prom/prometheus:v2.48.0', args: [--config.file=/a]},
                 {name: r, image: x/config-reloader:v1, args: ['--reload-url=http://localhost:9090/-/reload']}]}}}}
                """);
        Files.writeString(deploy.resolve("service.yaml"), "values: []\n");
        try (MockCluster cluster = new MockCluster(folder)) {
            cluster.kubeconfig("http://127.0.0.1:1");
        }
        String said = atTerminal();
        assertThat(said.lines())
                .filteredOn(line -> line.length() > 80)
                .as("a word that is longer than the line")
                .allSatisfy(line -> assertThat(line.strip()).doesNotContain(" "));
        assertThat(said.replaceAll("\\s+", " "))
                .contains(
                        "Start Prometheus with --web.enable-lifecycle. If you own the values file, set it there;",
                        "Did you mean WrappedCommand?",
                        "Did you mean --fail-on?",
                        "cannot be reached: connection refused. Check that the cluster runs,",
                        "Deployment monitoring/prometheus-server would be fixed",
                        "Nothing listens at http://localhost:1/a/rather/long");
    }
}
