package dev.hotreload.review.report;

import dev.hotreload.review.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
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
        String id = digest(finding.place().file() + "\n" + finding.object() + "\n" + finding.container());
        int number = taken.merge(id, 1, Integer::sum);
        return number == 1 ? id : id + "-" + number;
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
