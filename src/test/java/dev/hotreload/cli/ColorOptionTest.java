package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets colours. */
class ColorOptionTest {

    @ParameterizedTest
    @CsvSource({
        // option, at a terminal, NO_COLOR, TERM, colours
        "auto,   true,  '', xterm, true",
        "auto,   false, '', xterm, false",
        "auto,   true,  1,  xterm, false",
        "auto,   true,  '', dumb,  false",
        "always, false, 1,  dumb,  true",
        "never,  true,  '', xterm, false",
    })
    void the_option_wins_over_the_environment_and_the_environment_over_the_terminal(
            ColorOption.When option, boolean terminal, String noColor, String term, boolean colours) {
        assertThat(ColorOption.isOn(option, terminal, Map.of("NO_COLOR", noColor, "TERM", term)))
                .isEqualTo(colours);
    }
}
