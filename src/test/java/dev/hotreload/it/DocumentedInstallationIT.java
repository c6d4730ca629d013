package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hotreload.docs.Block;
import dev.hotreload.docs.Mark;
import dev.hotreload.docs.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of README and docs that act on a cluster, run as they are written and in the order of the pages. Nothing
 * runs in this cluster: it has no kubelet.
 */
@EnabledIf("dev.hotreload.it.RealParts#built")
class DocumentedInstallationIT {

    @TempDir
    static Path folder;

    private static ControlPlane cluster;
    private static Workplace workplace;

    @BeforeAll
    static void start() throws IOException {
        cluster = ControlPlane.start(RealParts.KUBERNETES.get(1), folder).withControllers();
        workplace = Workplace.lay(Files.createDirectories(folder.resolve("workplace")));
        cluster.done("apply", "-f", "src/test/resources/docs/workload.yaml");
        await().until(() ->
                !cluster.done("-n", "monitoring", "get", "pods", "-o", "name").isEmpty());
    }

    @AfterAll
    static void stop() throws IOException {
        workplace.close();
        cluster.close();
    }

    static Stream<Block> blocks() {
        return Page.originals().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.isCommands() && !block.comment().isEmpty())
                .filter(block -> block.mark() instanceof Mark.Run run && run.place() != Mark.Place.CHECKOUT);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void commands_end_as_their_page_says(Block block) {
        Mark.Run run = (Mark.Run) block.mark();
        if (run.place() == Mark.Place.NEW_CLUSTER) {
            removeEverything();
        }
        Program script = workplace.run(
                block.text(), Map.of("KUBECONFIG", cluster.kubeconfig().toString()));
        assertThat(script.exitCode()).as(block + ": " + script.output()).isEqualTo(run.exitCode());
    }

    private static void removeEverything() {
        List<String> selected =
                List.of("-l", "app.kubernetes.io/name=prometheus-hot-reload", "--ignore-not-found", "--wait=false");
        for (String kinds : List.of(
                "mutatingwebhookconfiguration,validatingadmissionpolicy,validatingadmissionpolicybinding",
                "clusterrole,clusterrolebinding")) {
            cluster.done(
                    Stream.concat(Stream.of("delete", kinds), selected.stream()).toArray(String[]::new));
        }
        cluster.done("delete", "namespace", "hot-reload", "--ignore-not-found", "--wait=false");
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        cluster.client().namespaces().withName("hot-reload").get() == null);
    }
}
