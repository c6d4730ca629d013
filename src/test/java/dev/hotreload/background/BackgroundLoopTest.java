package dev.hotreload.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A background thread survives whatever it meets, and says so. */
class BackgroundLoopTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(BackgroundLoop.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
    }

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("secret", new ClassCastException("secret")),
                new StackOverflowError("secret"),
                new OutOfMemoryError("secret"),
                new java.io.IOException("secret"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_step_that_throws_is_logged_and_reported_and_runs_again(Throwable failure) {
        AtomicInteger rounds = new AtomicInteger();
        List<Throwable> reported = new CopyOnWriteArrayList<>();
        CountDownLatch forever = new CountDownLatch(1);
        try (BackgroundLoop loop = new BackgroundLoop(
                "test",
                () -> {
                    if (rounds.incrementAndGet() > 1) {
                        forever.await();
                    }
                    BackgroundLoopTest.<RuntimeException>sneakyThrow(failure);
                },
                reported::add)) {
            loop.start();
            await().until(() -> rounds.get() == 2);
        }
        assertThat(reported).containsExactly(failure);
        ILoggingEvent line = lines.list.get(0);
        assertThat(line.getFormattedMessage()).contains("please report this line");
        assertThat(line.getKeyValuePairs().toString())
                .contains(failure.getClass().getName(), BackgroundLoopTest.class.getName(), "test")
                .doesNotContain("secret");
        if (failure.getCause() != null) {
            assertThat(line.getKeyValuePairs().toString()).contains("java.lang.ClassCastException");
        }
    }

    @Test
    void a_failing_report_does_not_end_it_either() {
        AtomicInteger rounds = new AtomicInteger();
        try (BackgroundLoop loop = new BackgroundLoop(
                "test",
                () -> {
                    rounds.incrementAndGet();
                    throw new IllegalStateException();
                },
                failure -> {
                    throw new IllegalStateException();
                })) {
            loop.start();
            await().until(() -> rounds.get() > 3);
        }
    }

    @Test
    void a_closed_one_ends() {
        AtomicInteger rounds = new AtomicInteger();
        CountDownLatch forever = new CountDownLatch(1);
        BackgroundLoop loop = new BackgroundLoop(
                "closing-test",
                () -> {
                    rounds.incrementAndGet();
                    forever.await();
                },
                failure -> {});
        loop.start();
        await().until(() -> rounds.get() == 1);
        loop.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("closing-test")));
        assertThat(rounds).hasValue(1);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneakyThrow(Throwable failure) throws E {
        throw (E) failure;
    }
}
