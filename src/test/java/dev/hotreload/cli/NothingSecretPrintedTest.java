package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Markers;
import dev.hotreload.review.report.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Nothing secret is printed: markers in manifests, in a configuration and in a kubeconfig are nowhere in the output.
 */
class NothingSecretPrintedTest {

    @TempDir
    Path folder;

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private Path manifests;

    @BeforeEach
    void write() throws IOException {
        lines.start();
        ROOT.addAppender(lines);
        manifests = Files.writeString(folder.resolve("pods.yaml"), String.join("---\n", Markers.manifests()));
    }

    @AfterEach
    void stopListening() {
        ROOT.detachAppender(lines);
    }

    /** Returns what a command has printed, and the log, which goes to standard error too. */
    private String output(Command command) {
        StringBuilder output = new StringBuilder(command.out() + command.err());
        lines.list.forEach(line -> output.append(line.getFormattedMessage())
                .append(line.getKeyValuePairs())
                .append(Optional.ofNullable(line.getThrowableProxy())
                        .map(IThrowableProxy::getMessage)
                        .orElse("")));
        return output.toString();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void no_marker_of_a_manifest_is_in_a_report(Format format) {
        Markers.assertAbsent(
                "review -o " + format, output(Command.run("review", manifests.toString(), "-o", format.toString())));
    }

    @Test
    void no_value_of_a_configuration_is_in_a_message() throws IOException {
        for (String text : List.of(
                "mode: <CONFIGURATION>\n",
                "flags: {lifecycle: <CONFIGURATION>}\n",
                "namespaces: [{match: [\"<CONFIGURATION>!\"], mode: audit}]\n",
                "mode: [\"<CONFIGURATION>\n",
                "mode: enforce\n<CONFIGURATION>\n")) {
            Path config = Files.writeString(folder.resolve("config.yaml"), Markers.plantedIn(text));
            Command run = Command.run("review", manifests.toString(), "--config", config.toString());
            assertThat(run.exitCode()).as(text).isEqualTo(2);
            Markers.assertAbsent("an error of the configuration", run.err());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token: <TOKEN>",
                "username: x, password: <PASSWORD>",
                "client-certificate-data: <PRIVATE_KEY>, client-key-data: <PRIVATE_KEY>",
                "exec: {apiVersion: client.authentication.k8s.io/v1, command: /missing/<PLUGIN>, args: [<PLUGIN>],"
                        + " env: [{name: A, value: <PLUGIN>}], interactiveMode: Never}"
            })
    void no_credentials_of_a_kubeconfig_are_in_the_output_of_check_and_the_others(String user) throws IOException {
        try (MockCluster cluster = new MockCluster(folder)) {
            List<ObjectNode> pods = new ArrayList<>();
            Markers.manifests()
                    .forEach(manifest -> pods.add(
                            (ObjectNode) ManifestFixtures.parse(manifest).get(0)));
            cluster.version("v1.36.3")
                    .answer(
                            "/api/v1/pods",
                            "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":" + pods + "}")
                    .answer("/apis/apps/v1", MockCluster.status(403, "forbidden"));
            for (String address : List.of(
                    cluster.address(),
                    cluster.address().replace("http://", "http://x:" + Markers.SERVER_URL.text() + "@"))) {
                Path kubeconfig = Files.writeString(
                        folder.resolve("kubeconfig"), Markers.plantedIn("""
                        apiVersion: v1
                        kind: Config
                        current-context: test
                        contexts: [{name: test, context: {cluster: test, user: test}}]
                        clusters: [{name: test, cluster: {server: "%s"}}]
                        users: [{name: test, user: {%s}}]
                        """.formatted(address, user)));
                for (List<String> command : List.of(
                        List.of("check"),
                        List.of("version", "--live"),
                        List.of("review", "--live", "-A"),
                        List.of("review", "--live", "-n", "monitoring", "-o", "json"))) {
                    List<String> all = new ArrayList<>(command);
                    all.addAll(List.of("--kubeconfig", kubeconfig.toString(), "--request-timeout=5s"));
                    Markers.assertAbsent(String.join(" ", command), output(Command.run(all.toArray(String[]::new))));
                }
            }
        }
    }

    @Test
    void no_credentials_of_a_proxy_are_in_the_output_of_check() throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), Markers.plantedIn("""
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test}}]
                clusters: [{name: test, cluster: {server: "http://127.0.0.1:1", proxy-url: "http://x:<PROXY>@127.0.0.1:1"}}]
                users: [{name: test, user: {}}]
                """));
        Markers.assertAbsent(
                "check through a proxy", output(Command.run("check", "--kubeconfig", kubeconfig.toString())));
    }
}
