package dev.hotreload.scan;

import static dev.hotreload.scan.Pause.Outcome.FAILURE;
import static dev.hotreload.scan.Pause.Outcome.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long a scan waits for the next one. */
class PauseTest {

    @Test
    void after_a_failure_the_next_scan_comes_sooner_and_after_more_failures_later_again() {
        Pause pause = new Pause(Duration.ofMinutes(1));
        assertThat(Stream.of(SUCCESS, FAILURE, FAILURE, FAILURE, FAILURE, FAILURE, SUCCESS, FAILURE)
                        .map(outcome -> pause.after(outcome).toSeconds()))
                .containsExactly(60L, 10L, 20L, 40L, 60L, 60L, 60L, 10L);
    }

    @Test
    void the_wait_is_never_longer_than_the_interval() {
        Pause pause = new Pause(Duration.ofSeconds(2));
        assertThat(pause.after(FAILURE)).isEqualTo(Duration.ofSeconds(2));
    }
}
