package dev.hotreload.decision;

import dev.hotreload.pod.PodContents;
import dev.hotreload.pod.PrometheusContainer;
import dev.hotreload.prometheus.CommandLine;
import dev.hotreload.prometheus.FlagState;
import dev.hotreload.prometheus.ManagedFlag;
import dev.hotreload.prometheus.PrometheusVersion;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.EnumSet;
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
        PodContents contents = PodContents.of(pod);
        return new Decision(contents.servers().stream()
                .map(server -> decide(server, contents))
                .toList());
    }

    private ContainerVerdict decide(PrometheusContainer server, PodContents contents) {
        Aim aim = Aim.at(server, contents);
        if (aim instanceof Aim.Aimed aimed) {
            return new ContainerVerdict(server, aimed.reloaders(), judge(server, aimed.advice()));
        }
        return new ContainerVerdict(server, List.of(), new Verdict.Skip(((Aim.Missed) aim).why()));
    }

    /** The rows of the table: the first that matches wins. */
    private Verdict judge(PrometheusContainer server, List<Note> advice) {
        CommandLine commandLine = server.commandLine();
        if (server.image().version().filter(version -> version.major() < 2).isPresent()
                || commandLine.isForPrometheus1()) {
            return new Verdict.Skip(Note.of(Reason.PROMETHEUS_V1));
        }
        if (server.wrapped()) {
            return blocked(Reason.WRAPPED_COMMAND, advice);
        }
        if (managed.stream().anyMatch(flag -> commandLine.state(flag) == FlagState.INVALID)) {
            return blocked(Reason.INVALID_FLAG_VALUE, advice);
        }
        if (managed.contains(ManagedFlag.LIFECYCLE) && commandLine.state(ManagedFlag.LIFECYCLE) == FlagState.NEGATED) {
            return blocked(Reason.LIFECYCLE_DISABLED_BY_OWNER, advice);
        }
        Optional<Note> leftOut = leftOut(server);
        Set<ManagedFlag> missing = missing(commandLine, leftOut.isPresent());
        List<Note> notes = new ArrayList<>();
        leftOut.ifPresent(notes::add);
        notes.addAll(advice);
        if (missing.isEmpty()) {
            return new Verdict.Compliant(notes);
        }
        if (commandLine.isTerminated()) {
            return blocked(Reason.FLAGS_TERMINATED, advice);
        }
        if (commandLine.mayHide(missing)) {
            return blocked(Reason.UNRESOLVED_VARIABLE, advice);
        }
        if (commandLine.hasArgumentFile()) {
            return blocked(Reason.ARGUMENT_FILE, advice);
        }
        if (server.hasCommand() || server.hasArgs()) {
            return new Verdict.Patch(List.of(), List.copyOf(missing), notes);
        }
        return server.image()
                .defaultArguments()
                .<Verdict>map(cmd -> new Verdict.Patch(cmd, List.copyOf(missing), notes))
                .orElseGet(() -> blocked(Reason.UNKNOWN_IMAGE_COMMAND, advice));
    }

    private Set<ManagedFlag> missing(CommandLine commandLine, boolean withoutWalCompression) {
        Set<ManagedFlag> missing = EnumSet.noneOf(ManagedFlag.class);
        for (ManagedFlag flag : managed) {
            boolean excepted = flag == ManagedFlag.WAL_COMPRESSION && withoutWalCompression;
            if (!excepted && commandLine.state(flag) == FlagState.ABSENT) {
                missing.add(flag);
            }
        }
        return missing;
    }

    /** Returns why WAL compression is not added although it is not there: it is wanted only where it cannot hurt. */
    private Optional<Note> leftOut(PrometheusContainer server) {
        CommandLine commandLine = server.commandLine();
        if (!managed.contains(ManagedFlag.WAL_COMPRESSION)
                || commandLine.state(ManagedFlag.WAL_COMPRESSION) == FlagState.SET) {
            return Optional.empty();
        }
        if (commandLine.isAgent()) {
            return Optional.of(Note.of(Reason.AGENT_MODE));
        }
        if (commandLine.state(ManagedFlag.WAL_COMPRESSION) == FlagState.NEGATED) {
            return Optional.of(Note.of(Reason.WAL_COMPRESSION_DISABLED_BY_OWNER));
        }
        Optional<PrometheusVersion> version = server.image().version();
        if (version.isEmpty()) {
            return Optional.of(Note.of(Reason.VERSION_UNKNOWN));
        }
        return version.get().compareTo(PrometheusVersion.WAL_COMPRESSION_SINCE) < 0
                ? Optional.of(Note.of(Reason.VERSION_TOO_OLD))
                : Optional.empty();
    }

    private static Verdict blocked(Reason why, List<Note> advice) {
        List<Note> notes = new ArrayList<>();
        notes.add(Note.of(why));
        notes.addAll(advice);
        return new Verdict.Blocked(notes);
    }
}
