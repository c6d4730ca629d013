package dev.hotreload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.config.PolicyFile;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.NamespaceGlob;
import dev.hotreload.decision.Policy;
import dev.hotreload.decision.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README says what the code does. */
class ReadmeTest {

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    @Test
    void the_table_of_reasons_is_that_of_the_code() throws IOException {
        StringBuilder table = new StringBuilder("\n| reason | what it means | what to do |\n|---|---|---|\n");
        for (Reason reason : Reason.values()) {
            table.append("| `%s` | %s | %s |%n".formatted(reason.code(), reason.meaning(), reason.action()));
        }
        String readme = readme();
        String between = readme.substring(
                readme.indexOf("<!-- reasons -->") + "<!-- reasons -->".length(), readme.indexOf("<!-- /reasons -->"));
        assertThat(between).isEqualTo(table.toString());
    }

    @Test
    void the_answer_to_the_example_is_the_one_that_is_shown() throws IOException {
        byte[] body = Files.readAllBytes(Reviews.EXAMPLE);
        AdmissionResult.Responded answer = (AdmissionResult.Responded)
                AdmissionHandler.ofPods(() -> Policy.DEFAULT).handle(body);
        assertThat(readme()).contains("\n" + new String(answer.body(), StandardCharsets.UTF_8) + "\n");
    }

    @Test
    void the_review_of_the_example_is_the_one_that_is_shown() throws IOException {
        Command run = Command.run("review", Reviews.EXAMPLE.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(readme()).contains(run.out().indent(4).replaceAll("(?m)^ +$", ""));
    }

    @Test
    void the_example_is_the_pod_of_the_report() throws IOException {
        JsonNode example =
                ManifestFixtures.JSON.readTree(Reviews.EXAMPLE.toFile()).at("/request/object/spec");
        JsonNode report = ManifestFixtures.read(
                        Path.of("src/test/resources/cases/chart-25.8.0-empty-extra-flags/input.yaml"))
                .get(0)
                .at("/spec");
        assertThat(example).isEqualTo(report);
    }

    @Test
    void the_configuration_that_is_shown_can_be_used() throws Exception {
        String readme = readme();
        String yaml = readme.substring(readme.indexOf("```yaml\nmode:") + 8);
        Policy policy = PolicyFile.parse("README.md", yaml.substring(0, yaml.indexOf("```")));
        assertThat(policy.namespaces())
                .containsExactly(new Policy.NamespaceRule(
                        NamespaceGlob.parse("team-*").stream().toList(), Mode.AUDIT));
    }
}
