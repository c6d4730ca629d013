package dev.hotreload.cli;

import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.review.input.FolderRules;
import dev.hotreload.review.input.Manifest;
import dev.hotreload.review.input.ManifestFiles;
import dev.hotreload.review.report.Format;
import dev.hotreload.review.report.Problems;
import dev.hotreload.review.report.Progress;
import dev.hotreload.review.report.TextReport;
import dev.hotreload.review.run.ReviewRun;
import dev.hotreload.usage.UsageException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
        description = "Say what the webhook would do with the pods of manifests. Changes nothing.",
        exitCodeList = {
            "0:nothing to change",
            "1:something would be patched",
            "3:something is blocked and needs a person",
            "2:bad usage, or an input that cannot be read or listed"
        },
        footerHeading = "%nExamples:%n%n",
        footer = {
            "  hot-reload review deploy/",
            "  helm template prometheus ./chart | hot-reload review -",
            "  hot-reload review -o diff -o html=review.html deploy/ | git apply",
            "  hot-reload review --live -A"
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
            description =
                    "Files, folders, or - for the standard input: YAML or JSON, lists, recorded AdmissionReviews.")
    private List<Path> paths = List.of();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @ArgGroup(heading = "A live cluster:%n", exclusive = false)
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private PolicyOptions policy = new PolicyOptions();

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
        FolderRules rules = folders.rules(
                reports.detail() == TextReport.Detail.VERBOSE
                        ? FolderRules.Unrelated.NAMED
                        : FolderRules.Unrelated.COUNTED);
        ReviewRun run = new ReviewRun(
                policy.read(), policy.namespace(), showsFixes ? Optional.of(fixed -> {}) : Optional.empty());
        PrintWriter err = spec.commandLine().getErr();
        Review review;
        try (Progress progress = Progress.to(err)) {
            Consumer<Manifest> each = progress.andThen(run);
            if (cluster.isLive()) {
                cluster.read(policy.namespace(), each);
                review = run.review();
            } else {
                review = run.review(ManifestFiles.read(names(), rules, System.in, each));
            }
        }
        reports.write(review);
        Problems.print(review.remarks(), err);
        Problems.print(review, err);
        if (review.findings().isEmpty()) {
            err.println("There is no Prometheus server in the " + (cluster.isLive() ? "cluster." : "input."));
        }
        err.flush();
        return exitCode(review);
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
