package dev.hotreload.cli;

import dev.hotreload.cluster.ResourceList;
import dev.hotreload.decision.Policy;
import dev.hotreload.review.Invocation;
import dev.hotreload.review.Restart;
import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.review.input.FolderRules;
import dev.hotreload.review.input.LiveWorkloads;
import dev.hotreload.review.input.Manifest;
import dev.hotreload.review.input.ManifestFiles;
import dev.hotreload.review.input.Programs;
import dev.hotreload.review.input.RenderedFolder;
import dev.hotreload.review.report.Format;
import dev.hotreload.review.report.Problems;
import dev.hotreload.review.report.Progress;
import dev.hotreload.review.report.TextReport;
import dev.hotreload.review.run.ReviewRun;
import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hot-reload review}. */
@Command(
        name = "review",
        description =
                "Say what the webhook would do with the pods of manifests. Changes nothing, unless --restart is given.",
        exitCodeList = {
            "0:nothing to change",
            "1:something would be patched",
            "3:something is blocked and needs a person",
            "2:bad usage, or an input that cannot be read or listed"
        },
        footerHeading = "%nExamples:%n%n",
        footer = {
            "  hot-reload review deploy/",
            "  hot-reload review ./chart",
            "  helm template prometheus ./chart | hot-reload review -",
            "  hot-reload review -o diff -o html=review.html deploy/ | git apply",
            "  hot-reload review deploy/ --write-baseline known.json",
            "  hot-reload review deploy/ --baseline known.json",
            "  hot-reload review --live -A",
            "  hot-reload review --live -A --restart --dry-run"
        })
final class ReviewCommand implements Callable<Integer> {

    /** Which findings the exit code reports. */
    enum FailOn {
        patch,
        blocked,
        never
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Files, folders, or - for the standard input: YAML or JSON, lists, recorded AdmissionReviews."
                    + " A chart is rendered by helm, a kustomization by kustomize or kubectl, if that is"
                    + " installed and no -o diff is asked for.")
    private List<Path> paths = List.of();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @ArgGroup(heading = "A live cluster:%n", exclusive = false)
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private PolicyOptions policy = new PolicyOptions();

    @Mixin
    private RestartOptions restarts = new RestartOptions();

    @Mixin
    private BaselineOptions baselines = new BaselineOptions();

    @Option(
            names = "--fail-on",
            paramLabel = "patch|blocked|never",
            description = "Which findings make the exit code 1 or 3. Default: patch.")
    private FailOn failOn = FailOn.patch;

    @Override
    public Integer call() throws UsageException {
        boolean showsFixes = reports.has(Format::showsFixes);
        if (cluster.isLive() == !paths.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Give either paths (- for the standard input) or --live.");
        }
        if (cluster.isLive() && reports.has(format -> format == Format.DIFF)) {
            throw new ParameterException(
                    spec.commandLine(), "A cluster has no files to diff; use -o patch or -o html.");
        }
        restarts.mistake(cluster.isLive()).ifPresent(mistake -> {
            throw new ParameterException(spec.commandLine(), mistake);
        });
        reports.requireFolders();
        baselines.prepare();
        FolderRules rules = folders.rules(
                reports.detail() == TextReport.Detail.VERBOSE
                        ? FolderRules.Unrelated.NAMED
                        : FolderRules.Unrelated.COUNTED);
        Policy decided = policy.read();
        ReviewRun run =
                new ReviewRun(decided, policy.namespace(), showsFixes ? Optional.of(fixed -> {}) : Optional.empty());
        PrintWriter err = spec.commandLine().getErr();
        Review review;
        try (Progress progress = Progress.to(err)) {
            Consumer<Manifest> each = progress.andThen(run);
            if (cluster.isLive()) {
                cluster.read(policy.namespace(), each);
                review = run.review();
            } else {
                review = run.review(read(rules, each));
            }
        }
        Review counted = baselines.applyTo(review);
        int exitCode = exitCode(counted);
        reports.write(counted, invocation(exitCode), () -> problems(counted, err));
        return restarts.isAsked() ? restart(counted, decided, err) : exitCode;
    }

    private int restart(Review review, Policy decided, PrintWriter err) throws UsageException {
        try (KubernetesClient client = cluster.connection().client()) {
            if (!review.problems().isEmpty() && review.restarts().isEmpty()) {
                return ExitCode.ERROR;
            }
            int exitCode =
                    restarts.run(review.restarts(), client, restart -> lacksFlags(restart, client, decided), err);
            return review.problems().isEmpty() ? exitCode : ExitCode.ERROR;
        }
    }

    /** Reviews the namespace of what was restarted once more. */
    private boolean lacksFlags(Restart restart, KubernetesClient client, Policy decided) {
        ReviewRun again = new ReviewRun(decided, policy.namespace(), Optional.empty());
        ResourceList.Scope scope = new ResourceList.Scope(Optional.of(restart.namespace()), "");
        LiveWorkloads.read(client, cluster.connection().requestTimeout(), scope, again);
        return again.review().restarts().contains(restart);
    }

    private void problems(Review review, PrintWriter err) {
        Problems.print(review.remarks(), err);
        Problems.print(review, err);
        if (review.findings().isEmpty() && review.problems().isEmpty()) {
            err.println("There is no Prometheus server in the "
                    + (cluster.isLive() ? cluster.reviewed(policy.namespace()) : "input."));
        }
        err.flush();
    }

    private Invocation invocation(int exitCode) throws UsageException {
        String input = cluster.isLive() ? "the cluster " + cluster.connection().address() : String.join(" ", names());
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        String command = "hot-reload " + String.join(" ", arguments);
        return new Invocation(BuildVersion.number(), command, input, Instant.now(), exitCode);
    }

    /**
     * Reads what the paths name, rendered where a program for that is there, and returns how many inputs there were.
     */
    private int read(FolderRules rules, Consumer<Manifest> each) {
        // A diff is of the files themselves.
        Programs programs = reports.has(format -> format == Format.DIFF)
                ? Programs.NONE
                : Programs.on(System.getenv().getOrDefault("PATH", ""));
        List<String> files = new ArrayList<>();
        List<RenderedFolder> rendered = new ArrayList<>();
        for (String name : names()) {
            RenderedFolder.of(name, programs).ifPresentOrElse(rendered::add, () -> {
                files.add(name);
                RenderedFolder.reportUnrendered(name, programs, each);
            });
        }
        int read = ManifestFiles.read(files, rules, System.in, each);
        rendered.forEach(folder -> folder.read(policy.namespace(), each));
        return read + rendered.size();
    }

    private List<String> names() {
        return paths.stream().map(Path::toString).toList();
    }

    private int exitCode(Review review) {
        if (!review.problems().isEmpty()) {
            return ExitCode.ERROR;
        }
        if (review.count(VerdictKind.BLOCKED) > 0 && failOn != FailOn.never) {
            return ExitCode.BLOCKED;
        }
        return review.count(VerdictKind.PATCH) > 0 && failOn == FailOn.patch ? ExitCode.PATCH : ExitCode.OK;
    }
}
