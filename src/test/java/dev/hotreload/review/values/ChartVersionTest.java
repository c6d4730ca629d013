package dev.hotreload.review.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartVersionTest {

    @ParameterizedTest
    @CsvSource({
        "25.8.0, 25.8.0, GIVEN",
        "v25.8.0, 25.8.0, GIVEN",
        "=25.8.0, 25.8.0, GIVEN",
        "25.8.0-rc.1, 25.8.0, GIVEN",
        "25.8.0+build.7, 25.8.0, GIVEN",
        "25.8, 25.8.x, RANGE",
        "25.8.x, 25.8.x, RANGE",
        "25.x, 25.x, RANGE",
        "25.*.*, 25.x, RANGE",
        "25, 25.x, RANGE",
        "^25.1.0, 25.x, RANGE",
        "~25.1.0, 25.1.x, RANGE",
        "'>=20.0.0 <30.0.0', 29.27.0, ASSUMED",
        "*, 29.27.0, ASSUMED",
        "'', 29.27.0, ASSUMED",
        "HEAD, 29.27.0, ASSUMED",
        "99999999999.0.0, 29.27.0, ASSUMED",
        "1.2.3.4, 29.27.0, ASSUMED",
    })
    void a_version_or_a_range_is_read(String text, String version, ChartVersion.Origin origin) {
        ChartVersion read = ChartVersion.parse(text);

        assertThat(read).hasToString(version);
        assertThat(read.origin()).isEqualTo(origin);
    }

    @Test
    void a_change_is_in_its_version_and_in_every_later_one() {
        for (ChartChange change : ChartChange.values()) {
            ChartVersion since = change.since();
            assertThat(since.has(change)).isTrue();
            assertThat(ChartVersion.NEWEST.has(change)).isTrue();
            assertThat(new ChartVersion(since.major(), since.minor(), since.patch() - 1, ChartVersion.Origin.GIVEN)
                            .has(change))
                    .isFalse();
            assertThat(ChartChange.latestOf(since)).isEqualTo(change);
        }
    }
}
