package dev.hotreload.cli;

import dev.hotreload.check.Installation;
import dev.hotreload.check.Step;
import dev.hotreload.cluster.Kubeconfig;
import dev.hotreload.cluster.ResourceList;
import dev.hotreload.decision.Policy;
import dev.hotreload.registration.InstallationNames;
import dev.hotreload.review.Restart;
import dev.hotreload.review.Review;
import dev.hotreload.review.input.LiveWorkloads;
import dev.hotreload.review.report.Problems;
import dev.hotreload.review.run.ReviewRun;
import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hot-reload check}. */
@Command(
        name = "check",
        description = "Check step by step whether the webhook of a cluster works, and say what to do where it does not."
                + " Changes nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it works, and no pod lacks its flags",
            "1:a step failed, or pods run without their flags",
            "2:bad usage, or the API server cannot be reached"
        })
final class CheckCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long to repeat a step that fails, for example after an installation. Default: 0s.")
    private Duration wait = Duration.ZERO;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Namespace of the webhook. Default: hot-reload.")
    private String namespace = InstallationNames.DEFAULT.namespace();

    @Option(
            names = "--registration",
            paramLabel = "NAME",
            description = "The MutatingWebhookConfiguration. Default: the one that the Deployment names, else"
                    + " hot-reload.")
    private @Nullable String registration;

    @Option(
            names = "--try-in",
            paramLabel = "NAMESPACE",
            description = "Namespace in which pods are created by dry run. Default: default if the webhook is for it,"
                    + " otherwise the first namespace that it is for.")
    private @Nullable String probes;

    @Option(names = "--context", paramLabel = "CONTEXT", description = "Another context than the current one.")
    private @Nullable String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Another file than $KUBECONFIG or ~/.kube/config.")
    private @Nullable Path kubeconfig;

    @Override
    public Integer call() throws UsageException, InterruptedException {
        Config config = Kubeconfig.read(Optional.ofNullable(kubeconfig), Optional.ofNullable(context));
        config.setRequestRetryBackoffLimit(1);
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            Installation installation = Installation.in(
                    client,
                    namespace,
                    Optional.ofNullable(registration),
                    Optional.ofNullable(probes),
                    BuildVersion.number());
            long end = System.nanoTime() + wait.toNanos();
            if (!isPassed(installation::apiServer, end)) {
                return 2;
            }
            for (Supplier<Step> step : installation.steps().toList()) {
                if (!isPassed(step, end)) {
                    return 1;
                }
            }
            return missed(client, installation.policy());
        }
    }

    private boolean isPassed(Supplier<Step> step, long end) throws InterruptedException {
        Step result = step.get();
        while (result instanceof Step.Failed && System.nanoTime() < end) {
            Thread.sleep(PAUSE.toMillis());
            result = step.get();
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean passed = result.fold(good -> show(good, out), bad -> show(bad, out));
        out.flush();
        return passed;
    }

    private static boolean show(Step.Passed step, PrintWriter out) {
        out.println("ok      " + safe(step.seen()));
        return true;
    }

    private static boolean show(Step.Failed step, PrintWriter out) {
        out.println("FAILED  " + safe(step.seen()) + ".");
        out.println("        " + step.todo());
        return false;
    }

    /** Returns words of an API server as text that controls no terminal. */
    private static String safe(String words) {
        return words.replaceAll("\\p{Cntrl}", "?");
    }

    private int missed(KubernetesClient client, Policy policy) {
        ReviewRun run = new ReviewRun(policy, "", Optional.empty());
        LiveWorkloads.read(client, Duration.ofSeconds(10), new ResourceList.Scope(Optional.empty(), ""), run);
        Review review = run.review();
        PrintWriter out = spec.commandLine().getOut();
        List<String> restarts = review.restarts().stream().map(Restart::command).toList();
        if (!review.problems().isEmpty()) {
            out.println("FAILED  not all pods can be listed.");
            Problems.print(review.problems(), out);
            return 1;
        }
        if (restarts.isEmpty()) {
            out.println("ok      no running pod lacks its flags");
            out.flush();
            return 0;
        }
        out.println("FAILED  pods run without their flags: they were created while the webhook was not there.");
        out.println("        Restart them:");
        restarts.forEach(command -> out.println("          " + safe(command)));
        out.flush();
        return 1;
    }
}
