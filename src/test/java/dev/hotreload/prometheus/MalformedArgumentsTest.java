package dev.hotreload.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedArgumentsTest {

    /** Arguments by bars; an underscore is a blank, N a line break, T a tab. */
    private static CommandLine of(String arguments) {
        return new CommandLine(Arrays.stream(arguments.split("\\|"))
                .map(text -> text.replace('_', ' ').replace('N', '\n').replace('T', '\t'))
                .map(Argument::of)
                .toList());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "\"--web.enable-lifecycle\"",
                "'--config.file=/x'",
                "_--x",
                "N--x",
                "T-x",
                "--x_",
                "--x_y=1",
                "--x_/data",
                "--xN",
                "--config.file=/xN",
                "--config.file=/x_--y",
                "--config.file|/x_--y",
                "--log.level=infoN",
                "--log.format=json_--y",
                "--storage.tsdb.retention=15d_--y",
                "--storage.tsdb.retention.time=15dN",
                "--storage.tsdb.retention.size=1GB_--y",
                "--web.external-url=http://h_--y",
                "--web.listen-address=:9090_--y",
                "--query.timeout=2m_--y",
                "--query.max-concurrency|20N",
            })
    void prometheus_exits_with_these(String arguments) {
        assertThat(of("--a|" + arguments).isMalformed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "--config.file=/x",
                "--config.file=/x_y",
                "--config.file=\"/x\"",
                "--config.file|/x",
                "--config.file|--y",
                "--storage.tsdb.path=/data_--y",
                "--storage.tsdb.path=/dataN",
                "--web.console.templates=/x_--y",
                "--web.cors.origin=.*_--y",
                "--web.page-title=\"--y\"",
                "--web.page-title|a_--y",
                "--",
                "word_word",
                "--|\"--x\"",
                "--|_--x",
            })
    void prometheus_starts_with_these_or_exits_for_another_reason(String arguments) {
        assertThat(of("--a|" + arguments).isMalformed()).isFalse();
    }
}
