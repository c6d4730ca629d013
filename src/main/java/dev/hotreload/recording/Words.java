package dev.hotreload.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A closed list of words, from a file of this build. */
final class Words {

    /** The words by which a decision is made. */
    static final Words VOCABULARY = new Words("vocabulary.txt");

    /** The names of the fields that Kubernetes gives to pods, workloads and reviews. */
    static final Words FIELDS = new Words("fields.txt");

    private final Set<String> words;

    private Words(String resource) {
        try (InputStream in = Objects.requireNonNull(Words.class.getResourceAsStream(resource))) {
            words = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(Predicate.not(line -> line.startsWith("#")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read from the jar", e);
        }
    }

    boolean contain(String word) {
        return words.contains(word);
    }

    boolean containIgnoringCase(String word) {
        return words.contains(word.toLowerCase(Locale.ROOT));
    }
}
