package dev.hotreload.review.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlCredentialsTest {

    @ParameterizedTest
    @CsvSource({
        "http://alice:secret@host:9090/x, http://***@host:9090/x",
        "--a=https://token@host --b=http://u:p@[::1]/, --a=https://***@host --b=http://***@[::1]/",
        "'\"http://a:p@w@host\"', '\"http://***@host\"'",
        "http://host/path@x, http://host/path@x",
        "http://host?q=a@b, http://host?q=a@b",
        "a@b http://host, a@b http://host",
        "http://, http://",
        "http://@host, http://@host",
    })
    void user_and_password_are_hidden(String line, String shown) {
        assertThat(UrlCredentials.hidden(line)).isEqualTo(shown);
    }

    @Test
    void a_long_line_of_schemes_costs_time_in_proportion() {
        String line = "://".repeat(1_000_000);
        assertThat(UrlCredentials.hidden(line)).isEqualTo(line);
    }
}
