package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of a restart that do not fit together are refused before anything is read. */
class RestartOptionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nosuch.yaml --restart --yes | --restart needs --live: files do not run.",
                "--live --yes | --dry-run and --yes belong to --restart.",
                "--live --dry-run | --dry-run and --yes belong to --restart.",
                "--live --restart | --restart asks before each restart, and there is no terminal to ask at: add --yes, or"
                        + " --dry-run to see what would be restarted.",
            })
    void a_mistake_is_one_sentence(String options, String sentence) {
        Command review = Command.run(("review " + options).split(" "));
        assertThat(review.err()).isEqualTo(sentence + "\nSee hot-reload review --help.\n");
        assertThat(review.exitCode()).isEqualTo(2);
    }
}
