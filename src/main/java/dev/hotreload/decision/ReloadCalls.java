package dev.hotreload.decision;

import dev.hotreload.pod.PodContents;
import dev.hotreload.pod.PrometheusContainer;
import dev.hotreload.pod.Reloader;
import dev.hotreload.pod.Target;
import dev.hotreload.pod.WorkBudget;
import dev.hotreload.prometheus.ListenAddresses;
import java.util.ArrayList;
import java.util.List;

/**
 * What the reloaders of a pod do, seen from one Prometheus container.
 *
 * @param listens where the Prometheus container listens
 * @param calls of all reloaders, in the order of the pod
 * @param bySignal whether a reloader works by signal
 */
record ReloadCalls(ListenAddresses listens, List<Call> calls, boolean bySignal) {

    ReloadCalls {
        calls = List.copyOf(calls);
    }

    /** One target of one reloader. */
    record Call(String reloader, Target target, Aim aim) {}

    /** Classifies all targets, as far as the budget allows. */
    static ReloadCalls of(PrometheusContainer container, PodContents pod, WorkBudget budget) {
        ListenAddresses listens = ListenAddresses.of(container.commandLine());
        boolean sole = pod.prometheus().size() == 1;
        List<Call> calls = new ArrayList<>();
        boolean bySignal = false;
        for (Reloader reloader : pod.reloaders()) {
            bySignal |= reloader.isBySignal();
            for (Target target : reloader.targets()) {
                if (budget.spendPair()) {
                    calls.add(new Call(reloader.container(), target, Aim.of(target, listens, sole)));
                }
            }
        }
        return new ReloadCalls(listens, calls, bySignal);
    }

    /** Returns the calls that make this Prometheus reload. */
    List<Call> aimed() {
        List<Call> aimed = new ArrayList<>();
        for (Call call : calls) {
            if (call.aim().isAimed()) {
                aimed.add(call);
            }
        }
        return aimed;
    }

    /** Returns why no reloader needs the lifecycle API of this Prometheus, where none is aimed at it. */
    Reason whyNone() {
        if (calls.stream().anyMatch(call -> call.aim() == Aim.ELSEWHERE)) {
            return Reason.RELOADER_TARGETS_ELSEWHERE;
        }
        return bySignal ? Reason.RELOADS_BY_SIGNAL : Reason.NO_RELOADER;
    }
}
