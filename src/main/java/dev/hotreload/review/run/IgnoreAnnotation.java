package dev.hotreload.review.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.decision.Reason;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Suppression;
import dev.hotreload.usage.NearestWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The annotation by which the owner of a pod template says that a finding does not count, and why:
 * {@code prometheus-hot-reload/ignore: "WrappedCommand because the script passes the flags"}. Several codes are
 * separated by commas. The webhook does not read it: what it adds to a pod depends on the mode alone.
 */
final class IgnoreAnnotation {

    private static final String NAME = Suppression.ANNOTATION;

    private static final String BECAUSE = " because ";
    private static final int MOST_CHARACTERS = 1000;

    /** The codes of findings, which are the only ones that can be ignored. */
    private static final List<String> CODES = Stream.concat(
                    Stream.of(Finding.MISSING_FLAGS),
                    Arrays.stream(Reason.values())
                            .filter(reason -> reason.kind() == Reason.Kind.BLOCKED)
                            .map(Reason::code))
            .toList();

    private final List<String> codes;
    private final Suppression suppression;
    private final List<String> complaints;

    private IgnoreAnnotation(List<String> codes, String why, List<String> complaints) {
        this.codes = List.copyOf(codes);
        this.suppression = new Suppression(Suppression.Source.ANNOTATION, why);
        this.complaints = complaints;
    }

    /** Reads the annotation of a pod; where it has none, nothing is ignored. */
    static IgnoreAnnotation of(JsonNode pod) {
        JsonNode value = pod.path("metadata").path("annotations").path(NAME);
        return value.isTextual() ? parse(value.textValue()) : new IgnoreAnnotation(List.of(), "", List.of());
    }

    private static IgnoreAnnotation parse(String text) {
        int because = text.indexOf(BECAUSE);
        if (because < 0
                || text.length() > MOST_CHARACTERS
                || text.substring(because + BECAUSE.length()).isBlank()) {
            return new IgnoreAnnotation(
                    List.of(),
                    "",
                    List.of("the annotation " + NAME
                            + " is not in the form \"CODE because WORDS\", and ignores nothing."));
        }
        List<String> codes = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        for (String part : text.substring(0, because).split(",", -1)) {
            String code = part.strip();
            if (CODES.contains(code)) {
                codes.add(code);
            } else {
                complaints.add("the annotation " + NAME + " names " + code
                        + ", which is not the code of a finding; hot-reload explain lists the codes."
                        + NearestWord.question(code, CODES));
            }
        }
        return new IgnoreAnnotation(
                codes, text.substring(because + BECAUSE.length()).strip(), complaints);
    }

    /** Returns whether a finding with this code is ignored. */
    boolean ignores(Optional<String> code) {
        return code.filter(codes::contains).isPresent();
    }

    /** Returns the finding, suppressed if the annotation names its code. */
    Finding applyTo(Finding finding) {
        return ignores(finding.code()) ? finding.suppressed(suppression) : finding;
    }

    /** Returns what is wrong with the annotation, for a pod with these findings. */
    List<String> complaints(List<Finding> findings) {
        List<String> all = new ArrayList<>(complaints);
        codes.stream()
                .filter(code ->
                        findings.stream().noneMatch(finding -> finding.code().equals(Optional.of(code))))
                .map(code -> "the annotation " + NAME + " names " + code + ", and there is no such finding; remove it.")
                .forEach(all::add);
        return all;
    }
}
