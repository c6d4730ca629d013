package dev.hotreload.pod;

import java.util.List;

/** Notices the fields that an object has twice: of those, one parser reads the first and another the last. */
final class RepeatedFields {

    private static final int MOST_NAMED = 8;
    private static final List<String> FIELDS = List.of(
            "metadata",
            "spec",
            "containers",
            "initContainers",
            "name",
            "image",
            "restartPolicy",
            "command",
            "args",
            "env",
            "envFrom");

    private final List<String> repeated;
    private int seen;

    /** Adds the names of repeated fields to a list. */
    RepeatedFields(List<String> repeated) {
        this.repeated = repeated;
    }

    /** Notices one of the fields that the reader of a pod binds. */
    void see(String field) {
        int bit = 1 << FIELDS.indexOf(field);
        if ((seen & bit) != 0 && repeated.size() < MOST_NAMED) {
            repeated.add(field);
        }
        seen |= bit;
    }
}
