package dev.hotreload.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A text of the resources of this package, in which {@code <<name>>} stands for a fact or for another text. */
final class Template {

    private static final String OPEN = "<<";
    private static final String CLOSE = ">>";

    private final Facts facts;

    Template(Facts facts) {
        this.facts = facts;
    }

    /** Returns a text with everything in it filled in. */
    String fill(String name) {
        String text = read(name);
        StringBuilder filled = new StringBuilder();
        int index = 0;
        int open = text.indexOf(OPEN);
        while (open >= 0) {
            int close = text.indexOf(CLOSE, open);
            String inner = text.substring(open + OPEN.length(), close);
            filled.append(text, index, open).append(facts.get(inner).orElseGet(() -> fill(inner)));
            index = close + CLOSE.length();
            open = text.indexOf(OPEN, index);
        }
        return filled.append(text, index, text.length()).toString();
    }

    /** Returns the text without the line break at its end, unless it is a whole document. */
    private static String read(String name) {
        try (InputStream text = Objects.requireNonNull(Template.class.getResourceAsStream(name + ".txt"), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException("a template cannot be read from the jar", e);
        }
    }
}
