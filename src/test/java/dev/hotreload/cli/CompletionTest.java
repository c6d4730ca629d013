package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hotreload.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts, in the real shells. */
class CompletionTest {

    @TempDir
    Path folder;

    @BeforeEach
    void one_manifest_and_two_kubeconfigs() throws IOException {
        Files.writeString(folder.resolve("only-this.yaml"), "");
        Path usual = Files.createDirectories(folder.resolve(".kube")).resolve("config");
        Files.writeString(usual, "contexts: [{name: first-context}, {name: '$(touch hacked)'}]\n");
        Files.writeString(folder.resolve("other.config"), "contexts: [{name: fifth-context}]\n");
        Path command = Files.writeString(
                folder.resolve("hot-reload"),
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path")
                        + "' dev.hotreload.HotReload \"$@\"\n");
        assertThat(command.toFile().setExecutable(true)).isTrue();
    }

    private static boolean isInstalled(String shell) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, shell)));
    }

    private String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().remove("KUBECONFIG");
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private String script(String shell) throws IOException {
        Command completion = Command.run("completion", shell);
        assertThat(completion.exitCode()).isZero();
        return Files.writeString(folder.resolve("completion." + shell), completion.out())
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "rev, review",
        "review --fail, --fail-on",
        "review --fail-on b, blocked",
        "review -o mark, markdown",
        "review only, only-this.yaml",
        "fix only, only-this.yaml",
        "review --config only, only-this.yaml",
        "review --context fi, first-context",
        "explain WrappedC, WrappedCommand",
        "completion f, fish",
        "explain 40, 403",
        "check --p, --pre",
        "version -o j, json",
        "check --color al, always",
        "check --kubeconfig other.config --context fi, fifth-context",
        "version --kubeconfig ~/other.config --context '', fifth-context",
    })
    void bash_and_fish_complete(String line, String completion) throws Exception {
        String words = "hot-reload " + line;
        assumeThat(isInstalled("bash")).isTrue();
        String bash = "compopt() { :; }; source '" + script("bash") + "'; COMP_WORDS=(" + words
                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_hot-reload; printf '%s\\n' \"${COMPREPLY[@]}\"";
        assertThat(run("bash", "-c", bash).lines()).contains(completion);
        assumeThat(isInstalled("fish")).isTrue();
        String fish = "source '" + script("fish") + "'; complete -C '" + words + "'";
        assertThat(run("fish", "-c", fish).lines().map(found -> found.replaceFirst("\t.*", "")))
                .contains(completion);
    }

    @Test
    void the_name_of_a_context_is_never_run() throws Exception {
        assumeThat(isInstalled("bash")).isTrue();
        String bash = "compopt() { :; }; source '" + script("bash")
                + "'; COMP_WORDS=(hot-reload check --context ''); COMP_CWORD=3; _complete_hot-reload;"
                + " printf '%s\\n' \"${COMPREPLY[@]}\"";
        assertThat(run("bash", "-c", bash).lines()).containsExactly("first-context", "$(touch hacked)");
        assertThat(folder.resolve("hacked")).doesNotExist();
    }

    @Test
    void zsh_completes_at_its_prompt() throws Exception {
        assumeThat(isInstalled("zsh")).isTrue();
        List<String> command = new ArrayList<>(List.of(
                "zsh",
                "-f",
                Path.of("src/test/resources/completion/drive.zsh")
                        .toAbsolutePath()
                        .toString()));
        command.add(script("zsh"));
        command.addAll(List.of("hot-reload rev", "review"));
        command.addAll(List.of("hot-reload review -o mark", "markdown"));
        command.addAll(List.of("hot-reload explain WrappedC", "WrappedCommand"));
        command.addAll(List.of("hot-reload review only-th", "only-this.yaml"));
        command.addAll(List.of("hot-reload review --kubeconfig other.config --context fi", "fifth-context"));
        command.addAll(List.of("hot-reload check --pr", "--pre"));
        // What follows -o is not a file: the tab adds nothing, and what is typed after it follows at once.
        command.addAll(List.of("hot-reload review -o only-th\tZZ", "only-thZZ"));
        assertThat(run(command.toArray(String[]::new))).isEmpty();
    }

    @Test
    void fish_offers_no_files_after_an_option_with_other_values() throws Exception {
        assumeThat(isInstalled("fish")).isTrue();
        String fish = "source '" + script("fish") + "'; complete -C 'hot-reload review -o only'";
        assertThat(run("fish", "-c", fish)).isEmpty();
    }
}
