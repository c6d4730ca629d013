package dev.hotreload.review.values;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A version of the chart prometheus.
 *
 * @param origin how it is known
 */
record ChartVersion(int major, int minor, int patch, Origin origin) {

    /** The version that is assumed where none is given: the newest one that the table of changes was read from. */
    static final ChartVersion NEWEST = new ChartVersion(29, 27, 0, Origin.ASSUMED);

    private static final Comparator<ChartVersion> ORDER = Comparator.comparingInt(ChartVersion::major)
            .thenComparingInt(ChartVersion::minor)
            .thenComparingInt(ChartVersion::patch);

    private static final int ANY = 9999;
    private static final int MOST_DIGITS = 4;

    /** How a version is known. */
    enum Origin {
        GIVEN,
        /** A range allows it, and nothing says which version of the range is installed. */
        RANGE,
        ASSUMED
    }

    /**
     * Reads a version, or a range of versions, of which the highest is taken: {@code 25.8.0}, {@code v25.8.0},
     * {@code ^25.1.0}, {@code ~25.1}, {@code 25.x}, {@code 25}. Anything else, such as {@code *} and {@code >=20 <30},
     * is the newest version, assumed.
     */
    static ChartVersion parse(String text) {
        String bare = text.strip();
        char sign = bare.isEmpty() ? ' ' : bare.charAt(0);
        String numbers = sign == '^' || sign == '~' || sign == '=' || sign == 'v' ? bare.substring(1) : bare;
        List<Integer> parts = parts(numbers.strip());
        if (parts.isEmpty()) {
            return NEWEST;
        }
        boolean exact = parts.size() == 3 && sign != '^' && sign != '~';
        int known = sign == '^' ? 1 : sign == '~' ? Math.min(2, parts.size()) : parts.size();
        return new ChartVersion(
                parts.get(0),
                known > 1 ? parts.get(1) : ANY,
                known > 2 ? parts.get(2) : ANY,
                exact ? Origin.GIVEN : Origin.RANGE);
    }

    /** Returns the numbers that a version starts with; none where it is something else. */
    private static List<Integer> parts(String text) {
        int build = indexOfAny(text);
        List<Integer> parts = new ArrayList<>();
        for (String part : text.substring(0, build).split("\\.", 5)) {
            Optional<Integer> number = number(part);
            if (number.isEmpty()) {
                boolean wildcard = part.equals("x") || part.equals("X") || part.equals("*");
                return wildcard ? parts : List.of();
            }
            parts.add(number.get());
        }
        return parts.size() > 3 ? List.of() : parts;
    }

    /** Returns where a pre-release or the metadata of a build starts. */
    private static int indexOfAny(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '-' || text.charAt(i) == '+') {
                return i;
            }
        }
        return text.length();
    }

    private static Optional<Integer> number(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /** Returns whether this version has a change. */
    boolean has(ChartChange change) {
        return ORDER.compare(this, change.since()) >= 0;
    }

    /** Returns the version as the chart writes it, with an x for what a range leaves open. */
    @Override
    public String toString() {
        return major + "." + (minor == ANY ? "x" : minor + "." + (patch == ANY ? "x" : patch));
    }
}
