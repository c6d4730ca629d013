package dev.hotreload.review.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.review.Suppression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The findings that a repository had at some time, so that only new ones count. A finding is the same as long as its
 * file, object, container and code are, on whatever line it is.
 */
public final class Baseline {

    private static final Suppression SUPPRESSION = new Suppression(Suppression.Source.BASELINE, "");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final NavigableSet<Entry> entries;

    private Baseline(NavigableSet<Entry> entries) {
        this.entries = entries;
    }

    private record Entry(String file, String object, String container, String code) implements Comparable<Entry> {

        private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::file)
                .thenComparing(Entry::object)
                .thenComparing(Entry::container)
                .thenComparing(Entry::code);

        static Optional<Entry> of(Finding finding) {
            String file = finding.place().file();
            return finding.code()
                    .map(code -> new Entry(
                            file.startsWith("./") ? file.substring(2) : file,
                            finding.object().toString(),
                            finding.container(),
                            code));
        }

        @Override
        public int compareTo(Entry other) {
            return ORDER.compare(this, other);
        }
    }

    /** Returns the findings of a review that count. */
    public static Baseline of(Review review) {
        NavigableSet<Entry> entries = new TreeSet<>();
        review.findings().stream()
                .filter(finding -> finding.kind().needsAction())
                .forEach(finding -> Entry.of(finding).ifPresent(entries::add));
        return new Baseline(entries);
    }

    /** Reads what {@link #text} returned; empty when it is something else. */
    public static Optional<Baseline> parse(String text) {
        try {
            JsonNode findings = MAPPER.readTree(text).path("findings");
            if (!findings.isArray()) {
                return Optional.empty();
            }
            NavigableSet<Entry> entries = new TreeSet<>();
            for (JsonNode finding : findings) {
                entries.add(new Entry(
                        finding.path("file").asText(),
                        finding.path("object").asText(),
                        finding.path("container").asText(),
                        finding.path("code").asText()));
            }
            return Optional.of(new Baseline(entries));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns the baseline as JSON, one finding a line, so that a diff of two of them can be read. */
    public String text() {
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries) {
            ObjectNode node = MAPPER.createObjectNode();
            node.put("file", entry.file()).put("object", entry.object());
            node.put("container", entry.container()).put("code", entry.code());
            lines.add("    " + node);
        }
        return "{\n  \"findings\": [" + (lines.isEmpty() ? "" : "\n" + String.join(",\n", lines) + "\n  ") + "]\n}\n";
    }

    /**
     * Returns the review with every finding of the baseline suppressed.
     *
     * @param name of the baseline's file, for the remark that some of its findings no longer occur
     */
    public Review applyTo(Review review, String name) {
        Set<Entry> met = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : review.findings()) {
            Optional<Entry> known = Entry.of(finding).filter(entries::contains);
            known.ifPresent(met::add);
            boolean counts = finding.kind().needsAction();
            findings.add(known.isPresent() && counts ? finding.suppressed(SUPPRESSION) : finding);
        }
        int gone = entries.size() - met.size();
        Review suppressed = review.withFindings(findings);
        return gone == 0 ? suppressed : suppressed.withRemark(new Problem(Place.of(name), gone(gone)));
    }

    private static String gone(int number) {
        return (number == 1 ? "1 of its findings no longer occurs" : number + " of its findings no longer occur")
                + "; --write-baseline makes it smaller.";
    }
}
