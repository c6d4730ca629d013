package dev.hotreload.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms ask for what the command prints, in fields that GitHub knows. */
class IssueFormsTest {

    private static final Set<String> FIELDS = Set.of("markdown", "textarea", "input", "dropdown", "checkboxes");
    private static final Pattern OUTPUT = Pattern.compile("Output of: hot-reload (\\w+)");

    @ParameterizedTest
    @ValueSource(strings = {"bug.yml", "reloader.yml"})
    void a_form_has_fields_that_github_knows_and_names_commands_that_exist(String form) throws IOException {
        JsonNode read =
                ManifestFixtures.read(Path.of(".github/ISSUE_TEMPLATE", form)).get(0);
        List<String> required = List.of("name", "description", "body");
        assertThat(required).allMatch(read::hasNonNull);
        assertThat(read.get("body")).isNotEmpty().allSatisfy(field -> {
            assertThat(FIELDS).contains(field.path("type").asText());
            assertThat(field.path("id").asText()).matches("[a-z]+");
            String label = field.at("/attributes/label").asText();
            assertThat(label).isNotEmpty();
            Matcher command = OUTPUT.matcher(label);
            if (command.find()) {
                assertThat(Command.run("help", command.group(1)).exitCode()).isZero();
            }
        });
    }
}
