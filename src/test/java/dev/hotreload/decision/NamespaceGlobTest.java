package dev.hotreload.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceGlobTest {

    @ParameterizedTest
    @CsvSource({
        "team-a, team-a, true",
        "team-a, team-ab, false",
        "*, anything, true",
        "*, '', true",
        "team-*, team-, true",
        "team-*, team, false",
        "*-dev, a-dev, true",
        "*-dev, a-devs, false",
        "a*b, ab, true",
        "a*b, a-b-b, true",
        "a*b, ba, false",
        "ab*ba, aba, false",
        "ab*ba, abba, true",
        "*a*b*, xaxbx, true",
        "*a*b*, xbxax, false",
        "**, x, true",
        "a*a*a, aa, false",
    })
    void a_star_stands_for_any_text(String glob, String namespace, boolean matches) {
        assertThat(NamespaceGlob.parse(glob).orElseThrow().matches(namespace)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a.b", "a b", "[a]", "a?", "ä", "`", "{", "/", ":", ")", "+", ",", "."})
    void anything_else_is_not_a_glob(String text) {
        assertThat(NamespaceGlob.parse(text)).isEmpty();
    }

    @Test
    void every_character_of_a_name_and_the_star_are_allowed_up_to_the_length_of_a_name() {
        assertThat(NamespaceGlob.parse("azAZ09-*".toLowerCase(java.util.Locale.ROOT)))
                .isPresent();
        NamespaceGlob longest = NamespaceGlob.parse("a".repeat(63)).orElseThrow();
        assertThat(longest.matches("a".repeat(63))).isTrue();
        assertThat(longest).hasToString("a".repeat(63));
    }

    @Test
    void two_globs_of_one_text_are_the_same() {
        NamespaceGlob glob = NamespaceGlob.parse("a*").orElseThrow();
        assertThat(glob)
                .isEqualTo(NamespaceGlob.parse("a*").orElseThrow())
                .hasSameHashCodeAs(NamespaceGlob.parse("a*").orElseThrow());
        assertThat(glob).isNotEqualTo(NamespaceGlob.parse("b*").orElseThrow()).isNotEqualTo("a*");
    }

    @Test
    void a_name_that_no_namespace_can_have_is_not_searched() {
        NamespaceGlob glob = NamespaceGlob.parse("*a*a*a*a*a*a*a*b").orElseThrow();
        assertThat(glob.matches("a".repeat(3_000_000))).isFalse();
        assertThat(glob.matches("a".repeat(63))).isFalse();
        assertThat(NamespaceGlob.parse("a".repeat(64))).isEmpty();
    }
}
