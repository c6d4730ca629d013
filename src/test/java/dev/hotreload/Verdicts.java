package dev.hotreload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.PodDecider;
import dev.hotreload.decision.Policy;
import dev.hotreload.decision.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Verdicts in the notation of the golden files: {@code server, verdict, added, reasons}, by tabs. */
public final class Verdicts {

    private Verdicts() {}

    public static List<String> lines(JsonNode pod) {
        Decision decision = new PodDecider(Policy.DEFAULT.flags()).decide(ManifestFixtures.typed(pod));
        if (decision.containers().isEmpty()) {
            return List.of("-\tskip\t\tNotPrometheus");
        }
        return decision.containers().stream().map(Verdicts::line).toList();
    }

    static String line(ContainerVerdict server) {
        Verdict verdict = server.verdict();
        String reasons = verdict.notes().stream()
                .map(note -> note.reason().code())
                .sorted()
                .collect(Collectors.joining(","));
        String kind = verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return String.join("\t", server.container().name(), kind, added(verdict), reasons)
                .stripTrailing();
    }

    private static String added(Verdict verdict) {
        if (!(verdict instanceof Verdict.Patch patch)) {
            return "";
        }
        List<String> added = new ArrayList<>();
        if (!patch.carried().isEmpty()) {
            added.add("CMD");
        }
        patch.flags().forEach(flag -> added.add(flag == ManagedFlag.LIFECYCLE ? "L" : "W"));
        return String.join("+", added);
    }
}
