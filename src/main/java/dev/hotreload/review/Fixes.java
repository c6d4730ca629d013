package dev.hotreload.review;

import java.util.List;

/**
 * What a fix of the files would change; nothing when no command or output asked for it.
 *
 * @param diffs a unified diff for each file that can be fixed
 * @param refused what would be patched and cannot be fixed by inserting text into its file
 */
public record Fixes(List<String> diffs, List<Problem> refused) {
    public Fixes {
        diffs = List.copyOf(diffs);
        refused = List.copyOf(refused);
    }
}
