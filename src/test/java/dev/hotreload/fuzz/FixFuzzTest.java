package dev.hotreload.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.decision.Policy;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.review.input.ManifestText;
import dev.hotreload.review.run.FilteredInput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The text of a manifest that is fixed. */
class FixFuzzTest {

    @DictionaryFile(resourcePath = "manifest.dict")
    @FuzzTest
    void the_fixed_text_is_read_as_the_old_one_with_the_flags(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        FilteredInput once = CpuBudget.spentBy(() -> fix(text));
        FilteredInput twice = fix(once.text());
        assertThat(twice.text()).as("twice is once").isEqualTo(once.text());
        if (once.text().equals(text)) {
            return;
        }
        assertThat(isSubsequence(text, once.text()))
                .as("text is inserted and nothing else")
                .isTrue();
        List<JsonNode> before;
        try {
            before = ManifestFixtures.parse(text);
        } catch (IllegalArgumentException | YamlEngineException e) {
            // JSON has neither a key that is null nor a tag of one's own: there is nothing to compare.
            return;
        }
        List<JsonNode> after = ManifestFixtures.parse(once.text());
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            Promises.onlyFlagsWereInserted(before.get(i), after.get(i));
        }
        assertThat(twice.review().count(VerdictKind.PATCH))
                .as("what is left to patch was refused")
                .isLessThanOrEqualTo(once.review().fixes().refused().size());
    }

    private static FilteredInput fix(String text) {
        return FilteredInput.of(ManifestText.read("file.yaml", text), Policy.DEFAULT, "monitoring");
    }

    private static boolean isSubsequence(String part, String whole) {
        int found = 0;
        for (int i = 0; i < whole.length() && found < part.length(); i++) {
            if (whole.charAt(i) == part.charAt(found)) {
                found++;
            }
        }
        return found == part.length();
    }
}
