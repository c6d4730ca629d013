package dev.hotreload.prometheus;

import java.util.Comparator;
import java.util.Optional;

/** A version of Prometheus. */
public record PrometheusVersion(int major, int minor, int patch) implements Comparable<PrometheusVersion> {

    private static final Comparator<PrometheusVersion> ORDER = Comparator.comparingInt(PrometheusVersion::major)
            .thenComparingInt(PrometheusVersion::minor)
            .thenComparingInt(PrometheusVersion::patch);

    /**
     * Reads a tag: {@code v2.48.0} or {@code 2.48.0}, with a suffix after {@code .} or {@code -}; empty for others. The
     * major version has one digit: a tag like {@code 2024.11.3} counts years, not versions of Prometheus.
     */
    public static Optional<PrometheusVersion> parse(String tag) {
        int start = tag.startsWith("v") ? 1 : 0;
        int first = digits(tag, start, 1);
        int second = digits(tag, first + 1, 3);
        int third = digits(tag, second + 1, 4);
        boolean numbers = first > start
                && isAt(tag, first, ".")
                && second > first + 1
                && isAt(tag, second, ".")
                && third > second + 1;
        boolean ends = numbers && (third == tag.length() || isAt(tag, third, ".-"));
        return ends
                ? Optional.of(new PrometheusVersion(
                        Integer.parseInt(tag.substring(start, first)),
                        Integer.parseInt(tag.substring(first + 1, second)),
                        Integer.parseInt(tag.substring(second + 1, third))))
                : Optional.empty();
    }

    /** Returns where the digits end that begin at an index, at most so many of them. */
    private static int digits(String tag, int start, int most) {
        int end = start;
        while (end < tag.length() && end - start < most && tag.charAt(end) >= '0' && tag.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static boolean isAt(String tag, int index, String characters) {
        return index < tag.length() && characters.indexOf(tag.charAt(index)) >= 0;
    }

    /** Returns whether this version is older than the first of {@code major.minor}. */
    public boolean isBefore(int otherMajor, int otherMinor) {
        return compareTo(new PrometheusVersion(otherMajor, otherMinor, 0)) < 0;
    }

    @Override
    public int compareTo(PrometheusVersion other) {
        return ORDER.compare(this, other);
    }
}
