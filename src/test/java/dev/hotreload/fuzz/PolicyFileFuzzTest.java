package dev.hotreload.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hotreload.config.PolicyFile;
import dev.hotreload.decision.Policy;
import dev.hotreload.usage.UsageException;
import java.nio.charset.StandardCharsets;

/** The text of a configuration file, and a namespace to ask it about. */
class PolicyFileFuzzTest {

    private static final String NAME = "policy.yaml";
    private static final int LARGE = 200_000;

    @DictionaryFile(resourcePath = "policy-file.dict")
    @FuzzTest
    void any_text_is_a_policy_or_an_error_with_its_line(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        String first = CpuBudget.spentBy(() -> outcome(text));
        assertThat(outcome(text)).isEqualTo(first);
    }

    @DictionaryFile(resourcePath = "policy-file.dict")
    @FuzzTest
    void a_large_text_has_its_price(byte[] input) {
        String piece = new String(input, StandardCharsets.UTF_8);
        if (!piece.isEmpty()) {
            String large = piece.repeat(Math.max(1, LARGE / piece.length()));
            CpuBudget.spentBy(() -> outcome(large));
        }
    }

    private static String outcome(String text) {
        try {
            Policy policy = PolicyFile.parse(NAME, text);
            return policy.toString();
        } catch (UsageException e) {
            assertThat(e.getMessage()).matches("(?s)policy\\.yaml(:\\d+)?: .+").doesNotContain("Exception");
            return String.valueOf(e.getMessage());
        }
    }
}
