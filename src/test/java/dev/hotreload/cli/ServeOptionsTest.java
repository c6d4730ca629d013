package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options are refused before anything is started, with the option and what it takes. */
class ServeOptionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --port=70000                | --port | this is not a whole number from 0 to 65535
            --port=-1                   | --port | this is not a whole number from 0 to 65535
            --management-port=65536     | --management-port | this is not a whole number from 0 to 65535
            --management-port=http      | --management-port | this is not a whole number from 0 to 65535
            --max-in-flight=0           | --max-in-flight | the number has to be 1 or more
            --max-in-flight=-5          | --max-in-flight | this is not a whole number from 0 to 999999999
            --max-connections=0         | --max-connections | the number has to be 1 or more
            --max-body-bytes=0          | --max-body-bytes | the number has to be 1 or more
            --max-body-bytes=9999999999 | --max-body-bytes | this is not a whole number from 0 to 999999999
            --max-header-bytes=0        | --max-header-bytes | the number has to be 1 or more
            --idle-timeout=0s           | --idle-timeout | the duration has to be longer than 0
            --request-read-timeout=0ms  | --request-read-timeout | the duration has to be longer than 0
            --response-read-timeout=0m  | --response-read-timeout | the duration has to be longer than 0
            --response-read-timeout=-1s | --response-read-timeout | a duration is a number and ms, s, m or h, like 5s
            --drain-delay=soon          | --drain-delay | a duration is a number and ms, s, m or h, like 5s
            """)
    void a_value_that_makes_no_sense_is_refused(String argument, String option, String message) {
        Command serve = Command.run("serve", "--self-signed", argument);
        assertThat(serve.exitCode()).isEqualTo(2);
        assertThat(serve.err()).contains("Invalid value for option '" + option).contains(message);
    }
}
