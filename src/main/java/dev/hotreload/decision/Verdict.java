package dev.hotreload.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is to be done with one Prometheus container. */
public sealed interface Verdict {

    /** Returns why, and what else the owner should know, in the order of {@link Reason}. */
    List<Note> notes();

    /** Returns the result of the function for the case that this is. */
    <T> T fold(
            Function<Patch, T> patch,
            Function<Compliant, T> compliant,
            Function<Blocked, T> blocked,
            Function<Skip, T> skip);

    /** Returns whether flags are to be appended. */
    default boolean isPatch() {
        return patch().isPresent();
    }

    /** Returns what is to be appended; empty when nothing is. */
    default Optional<Patch> patch() {
        return fold(Optional::of, compliant -> Optional.empty(), blocked -> Optional.empty(), skip -> Optional.empty());
    }

    /**
     * Flags are to be appended to the container's arguments.
     *
     * @param carried the image's CMD, which has to come first because {@code args} would replace it; mostly empty
     * @param flags the flags to add, at least one
     */
    record Patch(List<String> carried, List<ManagedFlag> flags, List<Note> notes) implements Verdict {
        public Patch {
            carried = List.copyOf(carried);
            flags = List.copyOf(flags);
            notes = List.copyOf(notes);
        }

        /** Returns all arguments to append, in their order. */
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(carried);
            flags.forEach(flag -> arguments.add(flag.argument()));
            return arguments;
        }

        @Override
        public <T> T fold(
                Function<Patch, T> patch,
                Function<Compliant, T> compliant,
                Function<Blocked, T> blocked,
                Function<Skip, T> skip) {
            return patch.apply(this);
        }
    }

    /** Nothing is missing that can be added. */
    record Compliant(List<Note> notes) implements Verdict {
        public Compliant {
            notes = List.copyOf(notes);
        }

        @Override
        public <T> T fold(
                Function<Patch, T> patch,
                Function<Compliant, T> compliant,
                Function<Blocked, T> blocked,
                Function<Skip, T> skip) {
            return compliant.apply(this);
        }
    }

    /** Flags are wanted and cannot be added safely. */
    record Blocked(Note why, List<Note> advice) implements Verdict {
        public Blocked {
            advice = List.copyOf(advice);
        }

        @Override
        public List<Note> notes() {
            List<Note> notes = new ArrayList<>();
            notes.add(why);
            notes.addAll(advice);
            return notes;
        }

        @Override
        public <T> T fold(
                Function<Patch, T> patch,
                Function<Compliant, T> compliant,
                Function<Blocked, T> blocked,
                Function<Skip, T> skip) {
            return blocked.apply(this);
        }
    }

    /** No flag is wanted. */
    record Skip(Note why) implements Verdict {
        @Override
        public List<Note> notes() {
            return List.of(why);
        }

        @Override
        public <T> T fold(
                Function<Patch, T> patch,
                Function<Compliant, T> compliant,
                Function<Blocked, T> blocked,
                Function<Skip, T> skip) {
            return skip.apply(this);
        }
    }
}
