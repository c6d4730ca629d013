package dev.hotreload.review.restart;

import dev.hotreload.review.Restart;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Restarts workloads one at a time, each by a rollout, which never takes more pods away than the workload's own update
 * strategy allows. The first rollout that fails is the last.
 *
 * @param client of the cluster
 * @param timeout of the wait for one rollout
 * @param say is given a line for everything that happens
 */
public record RestartRun(KubernetesClient client, Duration timeout, Consumer<String> say) {

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** How the restarts ended. */
    public enum Outcome {
        /** All are restarted. */
        DONE,
        /** Some were not restarted, because the user did not want it or no rollout can do it. */
        SOME_LEFT,
        /** One failed, and those after it are not restarted. */
        FAILED
    }

    /** Says what would be restarted, and what would not and why. Nothing is changed. */
    public void plan(List<Restart> plan) {
        Budgets budgets = budgets(plan);
        for (Restart restart : plan) {
            Optional<String> obstacle = obstacle(restart, budgets);
            say.accept(obstacle.map(why -> restart + ": would not be restarted: " + why)
                    .orElse("would restart " + restart));
        }
    }

    /**
     * Restarts what the user confirms. What cannot be restarted, or what a PodDisruptionBudget forbids now, is named
     * before the first restart.
     *
     * @param confirmed asks the user
     * @param lacksFlags whether pods still run without their flags after the rollout
     */
    public Outcome run(List<Restart> plan, Predicate<Restart> confirmed, Predicate<Restart> lacksFlags) {
        Budgets budgets = budgets(plan);
        List<Restart> possible = new ArrayList<>();
        for (Restart restart : plan) {
            obstacle(restart, budgets).ifPresentOrElse(why -> left(restart, why), () -> possible.add(restart));
        }
        Outcome outcome = possible.size() == plan.size() ? Outcome.DONE : Outcome.SOME_LEFT;
        for (Restart restart : possible) {
            Outcome one = guarded(restart, confirmed, lacksFlags);
            if (one == Outcome.FAILED) {
                say.accept("Nothing after it was restarted.");
                return one;
            }
            outcome = one == Outcome.SOME_LEFT ? one : outcome;
        }
        return outcome;
    }

    private Budgets budgets(List<Restart> plan) {
        List<String> namespaces =
                plan.stream().map(Restart::namespace).distinct().toList();
        return Budgets.read(client, namespaces, say);
    }

    /**
     * Returns why nothing would be rolled out; empty also where that cannot be read: the restart itself then says so.
     */
    private Optional<String> obstacle(Restart restart, Budgets budgets) {
        try {
            return Workload.of(client, restart)
                    .map(workload -> workload.obstacle(budgets))
                    .orElse(Optional.of("no rollout recreates it; " + restart.command()));
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    private Outcome guarded(Restart restart, Predicate<Restart> confirmed, Predicate<Restart> lacksFlags) {
        try {
            return Workload.of(client, restart)
                    .map(workload -> restart(restart, workload, confirmed, lacksFlags))
                    .orElse(Outcome.SOME_LEFT);
        } catch (KubernetesClientException e) {
            return failed(restart, words(e.getCode()));
        }
    }

    private Outcome restart(
            Restart restart, Workload<?> workload, Predicate<Restart> confirmed, Predicate<Restart> lacksFlags) {
        if (!confirmed.test(restart)) {
            return left(restart, "as you wish");
        }
        workload.restart(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        RolloutState state = await(restart, workload);
        if (state.phase() != RolloutState.Phase.DONE) {
            return failed(restart, "the rollout has not succeeded: " + state.words());
        }
        if (lacksFlags.test(restart)) {
            return failed(
                    restart,
                    "the new pods lack the flags too; is the webhook installed and running (hot-reload check)?");
        }
        say.accept(restart + ": restarted");
        return Outcome.DONE;
    }

    private Outcome left(Restart restart, String why) {
        say.accept(restart + ": not restarted: " + why);
        return Outcome.SOME_LEFT;
    }

    private Outcome failed(Restart restart, String why) {
        say.accept(restart + ": " + why);
        return Outcome.FAILED;
    }

    /** Waits until the rollout has ended, one way or the other, and says what it waits for. */
    private RolloutState await(Restart restart, Workload<?> workload) {
        long end = System.nanoTime() + timeout.toNanos();
        RolloutState state = workload.state();
        String said = "";
        while (state.phase() == RolloutState.Phase.WAITING && System.nanoTime() < end) {
            if (!state.words().equals(said)) {
                said = state.words();
                say.accept(restart + ": " + said);
            }
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return state;
            }
            state = workload.state();
        }
        return state.phase() == RolloutState.Phase.WAITING
                ? new RolloutState(
                        state.phase(), state.words() + " after " + timeout.toSeconds() + " s (--rollout-timeout)")
                : state;
    }

    private static String words(int code) {
        return switch (code) {
            case 0 -> "the API server cannot be reached";
            case 401 -> "the API server does not accept the credentials (401); log in again";
            case 403 -> "that is not allowed (403); ask for the right to patch it";
            case 404 -> "it no longer exists";
            default -> "the API server answers " + code;
        };
    }
}
