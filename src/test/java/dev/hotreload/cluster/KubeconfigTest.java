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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users: [{token: secret | : the kubeconfig is not YAML in line 2.",
                "contexts: {secret: 1} | : this is not a kubeconfig: it has no list of contexts.",
                "- secret | : this is not a kubeconfig: it has no list of contexts.",
            })
    void one_cause_is_named_and_no_piece_of_the_file(String content, String message) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken"), content + "\n");
        assertRefused(Optional.of(broken), Map.of(), broken + message);
    }

    @Test
    void where_no_file_is_named_the_usual_one_is_missing_or_has_no_current_context() throws IOException {
        Path usual = folder.resolve(".kube/config");
        Map<String, String> environment = Map.of("HOME", folder.toString());
        assertRefused(
                Optional.empty(),
                environment,
                "There is no kubeconfig: $KUBECONFIG is not set, and there is no file " + usual
                        + "; give one with --kubeconfig.");
        Files.createDirectories(usual.getParent());
        Files.writeString(usual, "kind: Config\ncontexts: [{name: a}]\n");
        assertRefused(
                Optional.empty(),
                environment,
                "The kubeconfig " + usual + " has no current context; choose one with --context.");
    }

    @Test
    void the_contexts_of_all_files_are_listed_and_a_file_that_cannot_be_read_has_none() throws IOException {
        Path first = Files.writeString(folder.resolve("first"), "contexts: [{name: a}, {name: b}, 3, {name: 4}]\n");
        Path second = Files.writeString(folder.resolve("second"), "contexts: [{name: b}, {name: c}]\n");
        Path broken = Files.writeString(folder.resolve("broken"), "contexts: [");
        Map<String, String> environment = Map.of("KUBECONFIG", first + ":" + broken + ":/none:" + second);
        assertThat(Kubeconfig.contexts(Optional.empty(), environment)).containsExactly("a", "b", "c");
        assertThat(Kubeconfig.contexts(Optional.of(second), environment)).containsExactly("b", "c");
        assertThat(Kubeconfig.contexts(Optional.of(broken), environment)).isEmpty();
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
