package dev.hotreload.review.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The syntax of .gitignore (gitignore(5)). */
class IgnorePatternTest {

    private static boolean matches(String pattern, String path) {
        boolean folder = path.endsWith("/");
        return IgnorePattern.parse(pattern)
                .orElseThrow()
                .matches(Path.of(path), folder ? IgnoreRules.Entry.FOLDER : IgnoreRules.Entry.FILE);
    }

    @ParameterizedTest
    @CsvSource({
        "a.yaml, a.yaml",
        "a.yaml, x/y/a.yaml",
        "*.yaml, x/a.yaml",
        "/a.yaml, a.yaml",
        "x/a.yaml, x/a.yaml",
        "x/, y/x/",
        "**/x, y/z/x",
        "x/**, x/y/z",
        "x/**/z, x/z",
        "x/**/z, x/a/b/z",
        "a?c, abc",
        "a[bx]c, abc",
        "a[a-c]c, abc",
        "a[!x]c, abc",
        "a[]]c, a]c",
        "a[c, a[c",
        "a\\*c, a*c",
        "*a*b*, xaxbx",
        "\\#a, '#a'",
        "\\!a, !a",
        "'a ', a",
    })
    void matches_what_git_matches(String pattern, String path) {
        assertThat(matches(pattern, path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a.yaml, b.yaml",
        "/a.yaml, x/a.yaml",
        "x/a.yaml, y/x/a.yaml",
        "x/, y/x",
        "*.yaml, x.yml",
        "x/*, x/y/z",
        "x/**, x/",
        "a?c, ac",
        "a?c, a/c",
        "a[!b]c, abc",
        "a[^b]c, abc",
        "a[a-c]c, adc",
        "a\\*c, abc",
        "*a*b*, xbxax",
    })
    void does_not_match_what_git_does_not_match(String pattern, String path) {
        assertThat(matches(pattern, path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "# a comment", "/", "!"})
    void a_line_without_a_pattern_is_none(String line) {
        assertThat(IgnorePattern.parse(line)).isEmpty();
    }

    @Test
    void many_stars_do_not_multiply_the_work() {
        String pattern = "*a".repeat(50) + "*b";
        String name = "a".repeat(200);
        long start = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            assertThat(matches(pattern, name)).isFalse();
            assertThat(matches("**/".repeat(50) + "x", "a/".repeat(100) + "b")).isFalse();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }
}
