package dev.hotreload.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kubeconfig that cannot be used: what is wrong with which file, and never a piece of it. */
class KubeconfigTest {

    @TempDir
    Path folder;

    private static void assertRefused(Optional<Path> file, Map<String, String> environment, String message) {
        assertThatThrownBy(() -> Kubeconfig.read(file, Optional.empty(), environment))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void a_variable_that_names_no_file_is_not_passed_over() {
        assertRefused(
                Optional.empty(),
                Map.of("KUBECONFIG", "/nonexistent:/none"),
                "$KUBECONFIG names /nonexistent:/none: no such file.");
    }

    @Test
    void a_folder_and_a_file_without_a_context_are_refused() throws IOException {
        assertRefused(Optional.of(folder), Map.of(), folder + ": the kubeconfig cannot be read: not a file.");
        Path empty = Files.writeString(folder.resolve("empty"), "apiVersion: v1\nkind: Config\n");
        assertRefused(
                Optional.of(empty),
                Map.of(),
                "The kubeconfig " + empty + " has no current context; kubectl config get-contexts lists them.");
    }

    @Test
    void a_file_that_is_not_a_kubeconfig_is_refused_without_a_piece_of_it() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken"), "users: [{token: secret\n");
        assertThatThrownBy(() -> Kubeconfig.read(Optional.of(broken), Optional.empty(), Map.of()))
                .isInstanceOf(UsageException.class)
                .message()
                .startsWith("The kubeconfig " + broken + " ")
                .doesNotContain("secret");
    }

    @Test
    void a_context_whose_cluster_has_no_address_is_refused() throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: staging
                contexts: [{name: staging, context: {cluster: c, user: u}}]
                clusters: [{name: c, cluster: {server: ""}}]
                users: [{name: u, user: {}}]
                """);
        assertRefused(
                Optional.of(kubeconfig),
                Map.of(),
                "The kubeconfig " + kubeconfig
                        + " gives no address of a server for context staging; kubectl config view shows it.");
    }

    @Test
    void in_a_pod_there_need_not_be_a_file() throws UsageException {
        assertThat(Kubeconfig.read(Optional.empty(), Optional.empty(), Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1")))
                .isNotNull();
    }
}
