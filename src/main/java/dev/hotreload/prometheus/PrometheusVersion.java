package dev.hotreload.prometheus;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Prometheus version; the patch level decides nothing here. */
public record PrometheusVersion(int major, int minor) implements Comparable<PrometheusVersion> {

    /** The first version that knows {@code --storage.tsdb.wal-compression}. Source: Prometheus CHANGELOG.md, 2.11.0. */
    public static final PrometheusVersion WAL_COMPRESSION_SINCE = new PrometheusVersion(2, 11);

    // One digit for the major version: a tag like 2024.11.3 counts years, not Prometheus' versions.
    private static final Pattern TAG = Pattern.compile("v?(\\d)\\.(\\d{1,3})\\.\\d{1,4}(?:[.-].*)?");

    /** Reads a tag: {@code v2.48.0} or {@code 2.48.0}, with a suffix behind {@code .} or {@code -}; empty for others. */
    public static Optional<PrometheusVersion> parse(String tag) {
        Matcher matcher = TAG.matcher(tag);
        return matcher.matches()
                ? Optional.of(
                        new PrometheusVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(PrometheusVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }
}
