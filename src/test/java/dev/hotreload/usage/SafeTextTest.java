package dev.hotreload.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @ParameterizedTest
    @ValueSource(
            chars = {
                '\0', '\b', '\t', '\n', '\r', '\u001B', '\u007F', '\u0080', '\u0085', '\u009B', '\u009F', '\u061C',
                '\u200E', '\u200F', '\u2028', '\u2029', '\u202A', '\u202E', '\u2066', '\u2069', '\uD800', '\uDFFF',
                '\uFFFE', '\uFFFF'
            })
    void a_character_that_steers_a_terminal_or_ends_a_line_is_replaced(char unsafe) {
        assertThat(SafeText.line("a" + unsafe + "b")).isEqualTo("a?b");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ~", "\u00A0Ümlaut", "\u200Bзеро", "日本語", "\uD83D\uDE00", "\u202F\u2065\u206A", "\u2027"})
    void any_other_text_stays(String text) {
        assertThat(SafeText.line(text)).isEqualTo(text);
    }

    @Test
    void a_line_of_a_file_keeps_its_tabs_and_nothing_else() {
        assertThat(SafeText.sourceLine("\ta\0\u001B\n")).isEqualTo("\ta???");
    }
}
