package dev.hotreload.decision;

import dev.hotreload.pod.PodContents;
import dev.hotreload.pod.PrometheusContainer;
import dev.hotreload.pod.WorkBudget;
import dev.hotreload.prometheus.BooleanFlag;
import dev.hotreload.prometheus.CommandLine;
import dev.hotreload.prometheus.PrometheusVersion;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what is to be done with a pod: a pure function, the same for the webhook and for the review.
 *
 * <pre>{@code
 * Decision decision = new PodDecider(policy.flags()).decide(pod);
 * }</pre>
 *
 * @param managed the flags that may be added
 */
public record PodDecider(Set<ManagedFlag> managed) {

    public PodDecider {
        managed = Set.copyOf(managed);
    }

    /** Returns the decision for a pod, or for the pod that a template would make. */
    public Decision decide(Pod pod) {
        WorkBudget budget = new WorkBudget();
        PodContents contents = PodContents.of(pod, budget);
        List<ContainerVerdict> verdicts = new ArrayList<>();
        for (PrometheusContainer container : contents.prometheus()) {
            verdicts.add(decide(container, contents, budget));
        }
        return budget.isExhausted() ? new Decision.TooComplex() : new Decision.Decided(verdicts);
    }

    private ContainerVerdict decide(PrometheusContainer container, PodContents contents, WorkBudget budget) {
        ReloadCalls calls = ReloadCalls.of(container, contents, budget);
        List<ReloadCalls.Call> aimed = calls.aimed();
        if (aimed.isEmpty()) {
            return new ContainerVerdict(container, List.of(), new Verdict.Skip(Note.of(calls.whyNone())));
        }
        Set<String> reloaders = new LinkedHashSet<>();
        aimed.forEach(call -> reloaders.add(call.reloader()));
        List<Note> advice = Advice.on(aimed, calls.listens(), container);
        return new ContainerVerdict(container, List.copyOf(reloaders), judge(container, advice));
    }

    /** The rows of the table: the first that matches wins. */
    private Verdict judge(PrometheusContainer container, List<Note> advice) {
        CommandLine commandLine = container.commandLine();
        if (isVersion1(container)) {
            return new Verdict.Skip(Note.of(Reason.PROMETHEUS_V1));
        }
        if (!container.isWrapped() && commandLine.isMalformed()) {
            return blocked(Reason.MALFORMED_ARGUMENT, advice);
        }
        List<ManagedFlag> missing = new ArrayList<>();
        List<Note> obstacles = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        for (ManagedFlag flag : ManagedFlag.values()) {
            if (managed.contains(flag)) {
                FlagNeed need = flag.needOf(container);
                need.obstacle().ifPresent(obstacles::add);
                need.omission().ifPresent(notes::add);
                if (need.isMissing()) {
                    missing.add(flag);
                }
            }
        }
        if (!obstacles.isEmpty()) {
            return new Verdict.Blocked(Collections.min(obstacles, Comparator.comparing(Note::reason)), advice);
        }
        notes.addAll(advice);
        if (missing.isEmpty()) {
            return new Verdict.Compliant(notes);
        }
        if (container.isWrapped()) {
            return blocked(Reason.WRAPPED_COMMAND, advice);
        }
        if (commandLine.isTerminated()) {
            return blocked(Reason.FLAGS_TERMINATED, advice);
        }
        List<BooleanFlag> flags = missing.stream().map(ManagedFlag::flag).toList();
        if (commandLine.mayHide(flags)) {
            return blocked(Reason.UNRESOLVED_VARIABLE, advice);
        }
        if (commandLine.hasArgumentFile()) {
            return blocked(Reason.ARGUMENT_FILE, advice);
        }
        if (container.start() != PrometheusContainer.Start.IMAGE_COMMAND) {
            return new Verdict.Patch(List.of(), missing, notes);
        }
        return container
                .image()
                .defaultArguments()
                .<Verdict>map(carried -> new Verdict.Patch(carried, missing, notes))
                .orElseGet(() -> blocked(Reason.UNKNOWN_IMAGE_COMMAND, advice));
    }

    /** A private image may count for itself: a flag of the storage proves that it is not Prometheus 1.x. */
    private static boolean isVersion1(PrometheusContainer container) {
        CommandLine commandLine = container.commandLine();
        Optional<PrometheusVersion> version = container.image().version();
        return commandLine.isForPrometheus1()
                || version.filter(known -> known.isBefore(2, 0)).isPresent()
                || (container.image().isTaggedVersion1() && !commandLine.hasStorageFlag());
    }

    private static Verdict blocked(Reason why, List<Note> advice) {
        return new Verdict.Blocked(Note.of(why), advice);
    }
}
