package dev.hotreload.admission;

import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Note;
import dev.hotreload.decision.Reason;
import dev.hotreload.decision.SourceHint;
import dev.hotreload.decision.Verdict;
import dev.hotreload.prometheus.ManagedFlag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The warnings of an answer, which kubectl prints. The API server drops one with a control character silently, cuts long
 * ones, and drops all when they are many, so these are short, plain and few. Source: kubernetes
 * staging/src/k8s.io/apiserver/pkg/endpoints/filters/warning.go.
 */
final class Warnings {

    private static final int LONGEST = 120;
    private static final int MOST = 5;
    private static final Set<Reason.Kind> TOLD = Set.of(Reason.Kind.BLOCKED, Reason.Kind.ADVICE);

    private final Set<String> warnings = new LinkedHashSet<>();

    private Warnings() {}

    static List<String> of(Optional<Note> pod, Decision decision, Mode mode) {
        Warnings warnings = new Warnings();
        pod.ifPresent(note -> warnings.add("", note));
        for (ContainerVerdict server : decision.containers()) {
            String container = server.container().name();
            if (mode == Mode.AUDIT && server.verdict() instanceof Verdict.Patch patch) {
                warnings.add(container, new Note(Reason.AUDIT_MODE, "would add " + flags(patch)));
            }
            server.verdict().notes().stream()
                    .filter(note -> TOLD.contains(note.reason().kind()))
                    .forEach(note -> warnings.add(container, note));
        }
        return warnings.warnings.stream().limit(MOST).toList();
    }

    /** Returns what to tell the person who applies a workload of which pods will be made. */
    static List<String> ofTemplate(Map<String, String> labels, Optional<Note> pod, Decision decision, Mode mode) {
        Warnings warnings = new Warnings();
        for (ContainerVerdict server : decision.containers()) {
            if (mode == Mode.ENFORCE && server.verdict() instanceof Verdict.Patch patch) {
                String name = cut(plain(server.container().name()), LONGEST / 4);
                warnings.warnings.add("container " + name + ": its pods will get " + flags(patch));
            }
        }
        warnings.warnings.addAll(of(pod, decision, mode));
        decision.containers().stream()
                .map(server -> plain(SourceHint.of(labels, server)))
                .filter(hint -> !hint.isEmpty())
                .forEach(warnings.warnings::add);
        return warnings.warnings.stream().limit(MOST).toList();
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

    private static String plain(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
