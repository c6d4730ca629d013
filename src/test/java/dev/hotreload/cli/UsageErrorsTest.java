package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import dev.hotreload.usage.NearestWord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake on the command line: one line that says what is wrong, the nearest guess, and where the help is. */
class UsageErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reveiw | There is no command reveiw. | Did you mean review? | See hot-reload --help.",
                "help reveiw | There is no command reveiw. | Did you mean review? | See hot-reload --help.",
                "completion bsh | Invalid value for positional parameter at index 0 (SHELL): expected one of | Did you mean bash? | See hot-reload completion --help.",
                "completion bash zsh | There is one argument too many: zsh. | zsh | See hot-reload completion --help.",
                "review x --fail-on patc | Invalid value for option '--fail-on' | Did you mean patch? | See hot-reload review --help.",
                "review x --fial-on=patch | Unknown option: '--fial-on=patch'. | Did you mean --fail-on? | See hot-reload review --help.",
                "__context | There is no command __context. | __context | See hot-reload --help.",
                "review --verbos x | Unknown option: '--verbos'. | Did you mean --verbose? | See hot-reload review --help.",
                "explain Wrapped | There is no reason code or known message Wrapped; hot-reload explain and | Did you mean WrappedCommand? | See hot-reload explain --help.",
                "explain WrapedComand | There is no reason code or known message WrapedComand | Did you mean WrappedCommand? | See hot-reload explain --help.",
                "review x --fail-on all | Invalid value for option '--fail-on' | all | See hot-reload review --help.",
                "reload | Missing required parameter: 'URL'. | URL | See hot-reload reload --help.",
            })
    void an_error_is_short(String arguments, String error, String guess, String help) {
        Command run = Command.run(arguments.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith(error).contains(guess).endsWith(help + "\n");
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(3);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void without_a_command_one_is_named() {
        Command run = Command.run();
        assertThat(run.err())
                .isEqualTo("A command is missing, for example hot-reload review deploy/.\nSee hot-reload --help.\n");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"yml, yaml", "jsn, json", "MARKDWN, markdown", "mark, markdown", "pdf, ''", "'', ''"})
    void the_nearest_word_is_one_with_few_changes(String written, String guess) {
        assertThat(NearestWord.of(written, java.util.List.of("json", "yaml", "markdown", "html"))
                        .orElse(""))
                .isEqualTo(guess);
    }
}
