package dev.hotreload.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hotreload.review.Problem;
import dev.hotreload.review.input.Manifest;
import dev.hotreload.review.input.ManifestText;
import java.nio.charset.StandardCharsets;

/** The text of a manifest, whatever it is. */
class ManifestFuzzTest {

    private static final int LARGE = 200_000;

    @DictionaryFile(resourcePath = "manifest.dict")
    @FuzzTest
    void any_text_is_read_or_has_a_problem_with_its_line(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Manifest manifest = CpuBudget.spentBy(() -> ManifestText.read("file.yaml", text));
        assertThat(ManifestText.read("file.yaml", text).documents()).isEqualTo(manifest.documents());
        // A carriage return alone ends a line of YAML too.
        int lines = text.split("\r\n|\r|\n", -1).length;
        for (Problem problem : manifest.problems()) {
            assertThat(problem.message()).isNotBlank().doesNotContain("Exception");
            assertThat(problem.place().line()).as("%s", problem).isBetween(1, lines);
        }
    }

    @DictionaryFile(resourcePath = "manifest.dict")
    @FuzzTest
    void a_large_text_has_its_price(byte[] input) {
        String piece = new String(input, StandardCharsets.UTF_8);
        if (!piece.isEmpty()) {
            String large = piece.repeat(Math.max(1, LARGE / piece.length()));
            CpuBudget.spentBy(() -> ManifestText.read("file.yaml", large));
        }
    }
}
