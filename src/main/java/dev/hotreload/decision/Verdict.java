package dev.hotreload.decision;

import dev.hotreload.prometheus.ManagedFlag;
import java.util.ArrayList;
import java.util.List;

/** What is to be done with one server. */
public sealed interface Verdict {

    /** Returns why, and what else the owner should know, in the order of {@link Reason}. */
    List<Note> notes();

    /**
     * Flags are to be appended to the server's arguments.
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
    }

    /** Nothing is missing that can be added. */
    record Compliant(List<Note> notes) implements Verdict {
        public Compliant {
            notes = List.copyOf(notes);
        }
    }

    /** No flag is wanted; the one note says why. */
    record Skip(Note note) implements Verdict {
        @Override
        public List<Note> notes() {
            return List.of(note);
        }
    }

    /** Flags are wanted and cannot be added safely; the first note says why. */
    record Blocked(List<Note> notes) implements Verdict {
        public Blocked {
            notes = List.copyOf(notes);
        }
    }
}
