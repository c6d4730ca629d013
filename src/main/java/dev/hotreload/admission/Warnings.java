package dev.hotreload.admission;

import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Note;
import dev.hotreload.decision.Policy;
import dev.hotreload.decision.Reason;
import dev.hotreload.decision.SourceHint;
import dev.hotreload.decision.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The warnings of a response, which kubectl prints. The API server silently drops a warning with a control character,
 * truncates long ones, and drops all when there are many, so these are short, plain and few. Source: kubernetes
 * staging/src/k8s.io/apiserver/pkg/endpoints/filters/warning.go.
 */
final class Warnings {

    private static final int LONGEST = 120;
    private static final int MOST = 5;
    private static final Set<Reason.Kind> REPORTED = Set.of(Reason.Kind.BLOCKED, Reason.Kind.ADVICE);

    private final Set<String> warnings = new LinkedHashSet<>();

    private Warnings() {}

    /** Returns what the person who creates a pod should know. */
    static Warnings of(Policy.AppliedMode applied, Decision decision) {
        Warnings warnings = new Warnings();
        warnings.addAll(applied, decision);
        return warnings;
    }

    /** Returns what the person who applies a workload should know about its pods. */
    static Warnings ofTemplate(Map<String, String> labels, Policy.AppliedMode applied, Decision decision) {
        Warnings warnings = new Warnings();
        if (applied.mode() == Mode.ENFORCE) {
            decision.containers()
                    .forEach(container ->
                            container.verdict().patch().ifPresent(patch -> warnings.addFuture(container, patch)));
        }
        warnings.addAll(applied, decision);
        decision.containers().stream()
                .map(container -> plain(SourceHint.of(labels, container)))
                .filter(hint -> !hint.isEmpty())
                .forEach(warnings.warnings::add);
        return warnings;
    }

    /** Kubernetes forbids changes to the arguments of a pod, and the pod now has others than its file. */
    void addBarePod() {
        add("", Note.of(Reason.BARE_POD));
    }

    List<String> toList() {
        return warnings.stream().limit(MOST).toList();
    }

    private void addAll(Policy.AppliedMode applied, Decision decision) {
        applied.invalid().ifPresent(note -> add("", note));
        for (ContainerVerdict container : decision.containers()) {
            String name = container.container().name();
            if (applied.mode() == Mode.AUDIT) {
                container
                        .verdict()
                        .patch()
                        .ifPresent(patch -> add(name, new Note(Reason.AUDIT_MODE, "would add " + flags(patch))));
            }
            container.verdict().notes().stream()
                    .filter(note -> REPORTED.contains(note.reason().kind()))
                    .forEach(note -> add(name, note));
        }
    }

    private void addFuture(ContainerVerdict container, Verdict.Patch patch) {
        String name = cut(plain(container.container().name()), LONGEST / 4);
        warnings.add("container " + name + ": its pods will get " + flags(patch));
    }

    private static String flags(Verdict.Patch patch) {
        return patch.flags().stream().map(ManagedFlag::argument).collect(Collectors.joining(", "));
    }

    private void add(String container, Note note) {
        String code = " [" + note.reason().code() + "]";
        String phrase = cut(plain(note.phrase()), LONGEST - code.length());
        int room = LONGEST - code.length() - phrase.length() - "container : ".length();
        String place = container.isEmpty() || room < 4 ? "" : "container " + cut(plain(container), room) + ": ";
        warnings.add(place + phrase + code);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 3) + "...";
    }

    /** Names and paths may be as long as a pod; only what can be shown is looked at. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.chars().limit(2L * LONGEST).forEach(c -> plain.append(c >= ' ' && c <= '~' ? (char) c : '?'));
        return plain.toString();
    }
}
