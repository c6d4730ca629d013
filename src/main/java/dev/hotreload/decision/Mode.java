package dev.hotreload.decision;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the webhook does with a decision. */
public enum Mode {
    /** Adds the flags. */
    ENFORCE,
    /** Says what it would add and changes nothing. */
    AUDIT,
    /** Does nothing. */
    OFF;

    /** Reads a mode as it is written in annotations and in the configuration; empty for any other text. */
    public static Optional<Mode> parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.toString().equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
