package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How wide text is. */
class TextWidthTest {

    @ParameterizedTest
    @CsvSource({"'24 132\n', 132", "'0 0\n', 80", "'', 80", "stty: no, 80", "'5 12\n', 40"})
    void the_terminal_says_how_wide_it_is(String size, int width) {
        assertThat(TextWidth.parse(size)).isEqualTo(width);
    }

    @Test
    void without_a_terminal_it_is_80_columns() {
        assertThat(TextWidth.ofTerminal()).isEqualTo(80);
    }
}
