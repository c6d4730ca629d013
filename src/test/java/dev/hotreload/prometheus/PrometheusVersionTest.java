package dev.hotreload.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusVersionTest {

    @ParameterizedTest
    @CsvSource({
        "v2.48.0, 2, 48, 0",
        "2.48.0, 2, 48, 0",
        "0.0.0, 0, 0, 0",
        "9.999.9999, 9, 999, 9999",
        "v3.5.0-rc.1, 3, 5, 0",
        "2.48.1.2, 2, 48, 1",
    })
    void reads_a_tag(String tag, int major, int minor, int patch) {
        assertThat(PrometheusVersion.parse(tag)).contains(new PrometheusVersion(major, minor, patch));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v",
                "2",
                "2.",
                "2.48",
                "2.48.",
                ".48.0",
                "2..0",
                "v.1.2",
                "10.1.2",
                "2024.11.3",
                "2.1000.0",
                "2.48.10000",
                "2.48.0x",
                "2.48.0_1",
                "2-48-0",
                "2.48-0",
                "/.1.2",
                ":.1.2",
                "latest",
                "vv2.48.0"
            })
    void is_not_a_version(String tag) {
        assertThat(PrometheusVersion.parse(tag)).isEmpty();
    }
}
