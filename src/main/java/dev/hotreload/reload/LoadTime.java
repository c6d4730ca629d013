package dev.hotreload.reload;

import java.time.Instant;
import java.util.Optional;

/** When Prometheus last loaded its configuration, as its own metrics say (Prometheus cmd/prometheus/main.go). */
final class LoadTime {

    private static final String METRIC = "prometheus_config_last_reload_success_timestamp_seconds";

    /** The year 10000: no clock of a computer is that wrong by chance. */
    private static final double LATEST = 253_402_300_800.0;

    private LoadTime() {}

    /** Returns the value as it is written in a page of metrics; empty where the metric is not there. */
    static String in(String metrics) {
        for (int line = 0; line >= 0 && line < metrics.length(); line = next(metrics, line)) {
            if (metrics.startsWith(METRIC, line)) {
                String value = value(metrics, line + METRIC.length());
                if (!value.isEmpty()) {
                    return value;
                }
            }
        }
        return "";
    }

    /** Returns the time that a value stands for; empty where it is not one. */
    static Optional<Instant> parse(String value) {
        try {
            double seconds = Double.parseDouble(value);
            return seconds > 0 && seconds < LATEST
                    ? Optional.of(Instant.ofEpochMilli((long) (seconds * 1000)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static int next(String metrics, int line) {
        int feed = metrics.indexOf('\n', line);
        return feed < 0 ? -1 : feed + 1;
    }

    /** Returns the word after the labels, if there are some, up to the next white space. */
    private static String value(String metrics, int afterName) {
        int end = next(metrics, afterName) < 0 ? metrics.length() : next(metrics, afterName) - 1;
        String rest = metrics.substring(afterName, end);
        int labels = rest.startsWith("{") ? rest.indexOf('}') + 1 : 0;
        String value = rest.substring(labels);
        if (!value.startsWith(" ") || (rest.startsWith("{") && labels == 0)) {
            return "";
        }
        String word = value.strip();
        int space = word.indexOf(' ');
        return space < 0 ? word : word.substring(0, space);
    }
}
