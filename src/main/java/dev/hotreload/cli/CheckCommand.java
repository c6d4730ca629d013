package dev.hotreload.cli;

import dev.hotreload.check.ApiServerStep;
import dev.hotreload.check.Installation;
import dev.hotreload.check.PreInstallation;
import dev.hotreload.check.Step;
import dev.hotreload.cluster.ApiServer;
import dev.hotreload.registration.InstallationNames;
import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hot-reload check}. */
@Command(
        name = "check",
        description = "Check step by step whether the webhook of a cluster works, and say what to do where it does not."
                + " Changes nothing.",
        exitCodeList = {
            "0:it works, and no pod lacks its flags; with --pre: it can be installed",
            "1:a step failed, or pods run without their flags",
            "2:bad usage, or the API server cannot be reached"
        },
        footerHeading = "%nExamples:%n%n",
        footer = {
            "  hot-reload check --pre",
            "  hot-reload check --wait 2m",
            "  hot-reload check --context production -n webhooks -o json"
        })
final class CheckCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--pre", description = "Before an installation: whether it can work here, and with which settings.")
    private boolean pre;

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

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ColorOption color = new ColorOption();

    @Override
    public Integer call() throws UsageException, InterruptedException {
        CheckReport report = new CheckReport(spec.commandLine().getOut(), output, color);
        try (KubernetesClient client = connection.client()) {
            ApiServer server = new ApiServer(client, connection.requestTimeout());
            int exitCode = run(client, server, report);
            report.end(exitCode);
            return exitCode;
        }
    }

    private int run(KubernetesClient client, ApiServer server, CheckReport report) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        if (!isPassed(new Step.Planned("apiServer", () -> ApiServerStep.of(server)), server, end, report)) {
            return ExitCode.ERROR;
        }
        return pre ? before(client, server, end, report) : after(client, server, end, report);
    }

    /** Takes all steps: before an installation none needs another. */
    private int before(KubernetesClient client, ApiServer server, long end, CheckReport report)
            throws InterruptedException {
        InstallationNames names = InstallationNames.DEFAULT.in(namespace);
        boolean all = true;
        for (Step.Planned step :
                new PreInstallation(client, server, named(names)).steps().toList()) {
            all &= isPassed(step, server, end, report);
        }
        return all ? ExitCode.OK : ExitCode.FAILED_STEP;
    }

    private InstallationNames named(InstallationNames names) {
        return registration == null ? names : names.registered(registration);
    }

    private int after(KubernetesClient client, ApiServer server, long end, CheckReport report)
            throws InterruptedException {
        Installation installation = Installation.in(
                client,
                server,
                namespace,
                Optional.ofNullable(registration),
                Optional.ofNullable(probes),
                BuildVersion.number());
        // Pods may have been created at any time: waiting does not change them.
        Step.Planned unpatched = new Step.Planned(
                "runningPods", () -> UnpatchedPods.step(client, connection.requestTimeout(), installation.policy()));
        for (Step.Planned step : installation.steps().toList()) {
            if (!isPassed(step, server, end, report)) {
                return ExitCode.FAILED_STEP;
            }
        }
        return isPassed(unpatched, server, System.nanoTime(), report) ? ExitCode.OK : ExitCode.FAILED_STEP;
    }

    private boolean isPassed(Step.Planned step, ApiServer server, long end, CheckReport report)
            throws InterruptedException {
        Step result;
        try (Waiting waiting = new Waiting(spec.commandLine().getErr(), server.address())) {
            waiting.begin();
            result = step.take().get();
            while (result instanceof Step.Failed && System.nanoTime() < end) {
                Thread.sleep(PAUSE.toMillis());
                result = step.take().get();
            }
        }
        report.add(step.name(), result);
        return result instanceof Step.Passed;
    }
}
