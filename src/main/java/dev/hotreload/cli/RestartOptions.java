package dev.hotreload.cli;

import dev.hotreload.review.Restart;
import dev.hotreload.review.restart.RestartRun;
import dev.hotreload.usage.SafeText;
import dev.hotreload.usage.Terminal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** The options that restart what a live review found to run without its flags. */
final class RestartOptions {

    @Option(
            names = "--restart",
            description = "With --live: restart the workloads whose pods lack the flags, one at a time, and stop at the"
                    + " first rollout that fails.")
    private boolean restart;

    @Option(names = "--dry-run", description = "With --restart: only print what would be restarted.")
    private boolean dryRun;

    @Option(names = "--yes", description = "With --restart: do not ask before each restart.")
    private boolean yes;

    @Option(
            names = "--rollout-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.Positive.class,
            description = "With --restart: how long one rollout may take. Default: 10m.")
    private Duration timeout = Duration.ofMinutes(10);

    boolean isAsked() {
        return restart;
    }

    /** Returns what is wrong with the options, in one sentence. */
    Optional<String> mistake(boolean live) {
        if (!restart) {
            return dryRun || yes ? Optional.of("--dry-run and --yes belong to --restart.") : Optional.empty();
        }
        if (!live) {
            return Optional.of("--restart needs --live: files do not run.");
        }
        if (!dryRun && !yes && !Terminal.INPUT.isThere()) {
            return Optional.of("--restart asks before each restart, and there is no terminal to ask at: add --yes,"
                    + " or --dry-run to see what would be restarted.");
        }
        return Optional.empty();
    }

    /**
     * Restarts, after asking where nobody has said yes already.
     *
     * @param lacksFlags whether pods still run without their flags after the rollout
     */
    int run(List<Restart> plan, KubernetesClient client, Predicate<Restart> lacksFlags, PrintWriter err) {
        if (plan.isEmpty()) {
            err.println("There is nothing to restart.");
            return ExitCode.OK;
        }
        RestartRun run = new RestartRun(client, timeout, line -> err.println(SafeText.line(line)));
        if (dryRun) {
            run.plan(plan);
            return ExitCode.PATCH;
        }
        // One reader for all answers: it may read several lines that are typed early.
        BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return switch (run.run(plan, one -> yes || isConfirmed(one, answers, err), lacksFlags)) {
            case DONE -> ExitCode.OK;
            case SOME_LEFT -> ExitCode.PATCH;
            case FAILED -> ExitCode.ERROR;
        };
    }

    private static boolean isConfirmed(Restart restart, BufferedReader answers, PrintWriter err) {
        err.print(SafeText.line("Restart " + restart + "? [y/N] "));
        err.flush();
        try {
            String answer = answers.readLine();
            return answer != null && answer.strip().equalsIgnoreCase("y");
        } catch (IOException e) {
            throw new UncheckedIOException("the answer could not be read", e);
        }
    }
}
