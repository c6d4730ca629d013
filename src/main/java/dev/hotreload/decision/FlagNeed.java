package dev.hotreload.decision;

import java.util.Optional;

/** What one Prometheus container needs of one managed flag. */
sealed interface FlagNeed {

    /** Returns whether the flag is to be added. */
    default boolean isMissing() {
        return false;
    }

    /** Returns why the flag is omitted; empty when it is not. */
    default Optional<Note> omission() {
        return Optional.empty();
    }

    /** Returns why no flag can be added; empty when this flag does not stand in the way. */
    default Optional<Note> obstacle() {
        return Optional.empty();
    }

    /** The container sets it. */
    record Present() implements FlagNeed {}

    /** It is wanted and not there. */
    record Missing() implements FlagNeed {
        @Override
        public boolean isMissing() {
            return true;
        }
    }

    /** It is not there, and adding it could hurt. */
    record Omitted(Note why) implements FlagNeed {
        @Override
        public Optional<Note> omission() {
            return Optional.of(why);
        }
    }

    /** Prometheus does not start as it is, or the owner has switched the flag off. */
    record Forbidden(Note why) implements FlagNeed {
        @Override
        public Optional<Note> obstacle() {
            return Optional.of(why);
        }
    }
}
