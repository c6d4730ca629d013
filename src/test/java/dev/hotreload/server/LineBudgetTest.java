package dev.hotreload.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A flood writes a limited number of lines, and the next line after it says how many were suppressed. */
class LineBudgetTest {

    private final AtomicLong nanos = new AtomicLong();
    private final LineBudget budget = new LineBudget(10, 50, nanos::get);

    private long taken(int wanted) {
        return IntStream.range(0, wanted).filter(i -> budget.takeLine()).count();
    }

    @Test
    void a_flood_gets_what_is_allowed_at_once_and_then_so_many_a_second() {
        assertThat(taken(1_000)).isEqualTo(50);
        nanos.addAndGet(2_000_000_000L);
        assertThat(taken(1_000)).isEqualTo(20);
        assertThat(budget.takeSuppressed()).isEqualTo(950 + 980);
        assertThat(budget.takeSuppressed()).isZero();
    }

    @Test
    void after_a_pause_it_is_full_and_not_more() {
        assertThat(taken(50)).isEqualTo(50);
        nanos.addAndGet(3_600_000_000_000L);
        assertThat(taken(1_000)).isEqualTo(50);
    }
}
