package dev.hotreload.review.report;

import dev.hotreload.review.Finding;
import dev.hotreload.usage.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Names for findings that stay the same as long as file, object and container have the same names, wherever in the file
 * they move.
 */
final class FindingIds {

    private static final int DIGITS = 16;

    private final Map<String, Integer> taken = new HashMap<>();

    /** Returns the name of a finding; a second finding with the same file, object and container gets another one. */
    String of(Finding finding) {
        String text = finding.place().file() + "\n" + finding.object() + "\n" + finding.container();
        String id = Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
        int number = taken.merge(id, 1, Integer::sum);
        return number == 1 ? id : id + "-" + number;
    }
}
