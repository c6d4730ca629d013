package dev.hotreload.background;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A log line about an unexpected failure: classes and places in the code. Messages of exceptions are omitted, because
 * they may hold a piece of an object.
 */
public final class UnexpectedFailure {

    /** The end of a message about such a failure. */
    public static final String PLEASE_REPORT = "please report this line as a bug of prometheus-hot-reload";

    private static final int FRAMES = 8;
    private static final int CAUSES = 5;

    private UnexpectedFailure() {}

    /** Returns the start of a line at level error. */
    public static LoggingEventBuilder log(Logger logger, Throwable failure) {
        return logger.atError()
                .addKeyValue("error", failure.getClass().getName())
                .addKeyValue("causes", causes(failure))
                .addKeyValue(
                        "at",
                        List.of(failure.getStackTrace()).stream().limit(FRAMES).toList());
    }

    private static List<String> causes(Throwable failure) {
        List<String> causes = new ArrayList<>();
        for (Throwable cause = failure.getCause(); cause != null && causes.size() < CAUSES; cause = cause.getCause()) {
            causes.add(cause.getClass().getName());
        }
        return causes;
    }
}
