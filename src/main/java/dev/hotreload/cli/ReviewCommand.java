package dev.hotreload.cli;

import dev.hotreload.review.Review;
import dev.hotreload.review.input.Manifest;
import dev.hotreload.review.input.ManifestFiles;
import dev.hotreload.review.report.Format;
import dev.hotreload.review.report.Problems;
import dev.hotreload.review.report.Progress;
import dev.hotreload.review.report.TextReport;
import dev.hotreload.review.run.ReviewRun;
import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hot-reload review}. */
@Command(
        name = "review",
        description = "Tell what the webhook would do with the pods of manifests. Changes nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing to change",
            "1:something would be patched",
            "3:something is blocked and needs a person",
            "2:bad usage, or an input that cannot be read or listed"
        })
final class ReviewCommand implements Callable<Integer> {

    /** From which finding on the exit code tells of it. */
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
    private List<String> paths = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT[=FILE]",
            description = "text, json, yaml, diff, patch, sarif, junit, github, markdown or html. May be repeated."
                    + " Default: text.")
    private List<String> outputs = List.of("text");

    @ArgGroup(heading = "A live cluster:%n", exclusive = false)
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private PolicyOptions policy = new PolicyOptions();

    @Option(
            names = "--fail-on",
            paramLabel = "patch|blocked|never",
            description = "From which finding on to end with 1 or 3. Default: patch.")
    private FailOn failOn = FailOn.patch;

    @Option(
            names = {"-q", "--quiet"},
            description = "Text: only what needs a person.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Text: everything, what is left alone included.")
    private boolean verbose;

    /** A format and where it goes. */
    private record Output(Format format, Optional<Path> file) {}

    @Override
    public Integer call() throws UsageException {
        List<Output> wanted = outputs.stream().map(this::output).toList();
        boolean showsFixes = wanted.stream().anyMatch(output -> output.format().showsFixes());
        if (cluster.isLive() == !paths.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Give either paths (- for the standard input) or --live.");
        }
        if (cluster.isLive() && wanted.stream().anyMatch(output -> output.format() == Format.DIFF)) {
            throw new ParameterException(
                    spec.commandLine(), "A cluster has no files to diff; use -o patch or -o html.");
        }
        ReviewRun run = new ReviewRun(
                policy.read(), policy.namespace(), showsFixes ? Optional.of(fixed -> {}) : Optional.empty());
        PrintWriter err = spec.commandLine().getErr();
        Review review;
        try (Progress progress = Progress.to(err)) {
            Consumer<Manifest> each = progress.andThen(run);
            int files = 0;
            if (cluster.isLive()) {
                cluster.read(policy.namespace(), each);
            } else {
                files = ManifestFiles.read(paths, System.in, each);
            }
            review = run.review(files);
        }
        for (Output output : wanted) {
            write(output, review);
        }
        Problems.tell(review, err);
        if (review.findings().isEmpty()) {
            err.println("There is no Prometheus server in the " + (cluster.isLive() ? "cluster." : "input."));
        }
        err.flush();
        return exitCode(review);
    }

    private int exitCode(Review review) {
        if (!review.problems().isEmpty()) {
            return 2;
        }
        if (review.blocked() > 0 && failOn != FailOn.never) {
            return 3;
        }
        return review.toPatch() > 0 && failOn == FailOn.patch ? 1 : 0;
    }

    private Output output(String text) {
        String[] parts = text.split("=", 2);
        Format format = Arrays.stream(Format.values())
                .filter(candidate -> candidate.toString().equals(parts[0].toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no format " + parts[0] + "; there are "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Format.values())
                                                .map(Format::toString)
                                                .toList())
                                + "."));
        return new Output(format, parts.length == 2 ? Optional.of(Path.of(parts[1])) : Optional.empty());
    }

    private void write(Output output, Review review) throws UsageException {
        boolean colour = output.file().isEmpty() && Ansi.AUTO.enabled();
        String text = output.format().report(new TextReport(detail(), colour)).of(review);
        if (output.file().isEmpty()) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
            return;
        }
        try {
            Files.writeString(output.file().get(), text);
        } catch (IOException e) {
            throw new UsageException(output.file().get() + ": the file cannot be written ("
                    + e.getClass().getSimpleName() + ").");
        }
    }

    private TextReport.Detail detail() {
        if (quiet && verbose) {
            throw new ParameterException(spec.commandLine(), "Give either --quiet or --verbose.");
        }
        return quiet ? TextReport.Detail.QUIET : verbose ? TextReport.Detail.VERBOSE : TextReport.Detail.USUAL;
    }
}
