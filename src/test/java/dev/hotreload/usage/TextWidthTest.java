package dev.hotreload.usage;

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
    void what_goes_to_a_file_or_to_another_program_is_not_wrapped() {
        assertThat(TextWidth.of(Terminal.OUTPUT)).isEqualTo(TextWidth.UNLIMITED);
    }

    @ParameterizedTest
    @CsvSource({
        "Waiting for a, 15, Waiting for a",
        "Waiting for a, 14, Waiting for a",
        "Waiting for a, 13, Waiting f..."
    })
    void a_line_that_is_printed_over_itself_fits_into_one_row(String line, int width, String shown) {
        assertThat(TextWidth.cut(line, width)).isEqualTo(shown).hasSizeLessThan(width);
    }
}
