package dev.hotreload.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentTest {

    private static final Pattern PIECES = Pattern.compile("(?<=\\?)(?=.)|(?<=.)(?=\\?)", Pattern.DOTALL);

    /** Reads {@code a?b} as the literal a, a reference, and the literal b. */
    static Argument of(String pattern) {
        List<Argument.Part> parts = new ArrayList<>();
        for (String piece : PIECES.split(pattern, -1)) {
            parts.add(piece.equals("?") ? new Argument.Reference("X") : new Argument.Literal(piece));
        }
        return Argument.of(parts);
    }

    @ParameterizedTest
    @CsvSource({
        "?, --web.enable-lifecycle, true",
        "??, --web.enable-lifecycle, true",
        "--web.?, --web.enable-lifecycle, true",
        "?lifecycle, --web.enable-lifecycle, true",
        "--?.?-lifecycle, --web.enable-lifecycle, true",
        "--web.enable-lifecycle?, --web.enable-lifecycle, true",
        "--web.enable-lifecycle, --web.enable-lifecycle, true",
        "--web.enable-lifecycl, --web.enable-lifecycle, false",
        "?:9090, --web.enable-lifecycle, false",
        "--x=?, --web.enable-lifecycle, false",
        "--web.?x?, --web.enable-lifecycle, false",
        "--web.enable-lifecycle-?e, --web.enable-lifecycle, false",
        // Two literals may not share characters of the candidate.
        "ab?ba, aba, false",
        "ab?ba, abba, true",
        "?ab?ba, aba, false",
        "?ab?ba, abba, true",
        "a?b?b, ab, false",
        "a?b?b, abb, true",
        "?a?a?, a, false",
        "?a?a?, aa, true",
        "?, '', true",
        "?a, '', false",
        "a?a, a, false",
        "a?a, aa, true",
    })
    void a_reference_may_turn_out_to_be_anything(String pattern, String candidate, boolean expected) {
        assertThat(of(pattern).couldBe(candidate)).isEqualTo(expected);
    }

    @Test
    void many_references_are_matched_in_no_time() {
        assertThat(of("--" + "?e".repeat(50_000) + "x").couldBe("--web.enable-lifecycle"))
                .isFalse();
    }

    @Test
    void arguments_of_one_text_differ_where_one_of_them_is_open() {
        assertThat(of("a?")).isEqualTo(of("a?")).hasSameHashCodeAs(of("a?"));
        assertThat(of("a?"))
                .isNotEqualTo(Argument.of("a$(X)"))
                .isNotEqualTo(of("b?"))
                .isNotEqualTo("a$(X)");
        assertThat(Argument.of("secret")).hasToString("Argument of 6 characters");
    }

    @Test
    void the_text_names_the_references() {
        assertThat(of("http://?:9090").text()).isEqualTo("http://$(X):9090");
        assertThat(of("a").text()).isEqualTo("a");
    }
}
