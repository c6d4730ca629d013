package dev.hotreload.cli;

import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.review.fix.FixedFile;
import dev.hotreload.review.fix.FixedManifest;
import dev.hotreload.review.input.FolderRules;
import dev.hotreload.review.input.ManifestFiles;
import dev.hotreload.review.report.Problems;
import dev.hotreload.review.report.Progress;
import dev.hotreload.review.run.ReviewRun;
import dev.hotreload.usage.Terminal;
import dev.hotreload.usage.TextWidth;
import dev.hotreload.usage.UsageException;
import dev.hotreload.usage.WrappedText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hot-reload fix}. */
@Command(
        name = "fix",
        description = "Write the flags into the files, by inserting text and changing nothing else.",
        exitCodeList = {
            "0:nothing to change, or everything is changed",
            "1:with --check or --diff: something would be changed",
            "3:something is blocked, or cannot be fixed by inserting text, and needs a person",
            "2:bad usage, or a file that cannot be read or written"
        },
        footerHeading = "%nExamples:%n%n",
        footer = {
            "  hot-reload fix deploy/prometheus.yaml",
            "  hot-reload fix --check .",
            "  hot-reload fix --diff deploy/ | git apply"
        })
final class FixCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    private List<Path> paths = List.of();

    @Option(
            names = "--diff",
            description = "Show the change as a unified diff, which git apply reads, and write nothing.")
    private boolean diff;

    @Option(names = "--check", description = "Only say which files would change, and write nothing.")
    private boolean check;

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private PolicyOptions policy = new PolicyOptions();

    private final List<Problem> unwritten = new ArrayList<>();
    private int fixedContainers;
    private int fixedFiles;
    private WrappedText fixes = new WrappedText(TextWidth.UNLIMITED);

    @Override
    public Integer call() throws UsageException {
        List<String> names = paths.stream().map(Path::toString).toList();
        if (names.contains(ManifestFiles.STDIN)) {
            throw new ParameterException(
                    spec.commandLine(), "fix changes files; hot-reload filter does the same for the standard input.");
        }
        fixes = new WrappedText(TextWidth.of(Terminal.OUTPUT));
        ReviewRun run = new ReviewRun(policy.read(), policy.namespace(), Optional.of(this::fix));
        PrintWriter err = spec.commandLine().getErr();
        Review review;
        try (Progress progress = Progress.to(err)) {
            int files = ManifestFiles.read(
                    names, folders.rules(FolderRules.Unrelated.COUNTED), System.in, progress.andThen(run));
            review = run.review(files);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (diff) {
            review.fixes().diffs().forEach(out::print);
        }
        // After the progress, which is a line on the same terminal.
        out.print(fixes);
        out.flush();
        Problems.print(review, err);
        Problems.printBlocked(review, err);
        Problems.print(unwritten, err);
        err.println(totals(review));
        err.flush();
        return exitCode(review);
    }

    private int exitCode(Review review) {
        if (!review.problems().isEmpty() || !unwritten.isEmpty()) {
            return ExitCode.ERROR;
        }
        if (review.count(VerdictKind.BLOCKED) > 0 || !review.refused().isEmpty()) {
            return ExitCode.BLOCKED;
        }
        return (diff || check) && fixedContainers > 0 ? ExitCode.PATCH : ExitCode.OK;
    }

    private void fix(FixedManifest fixed) {
        if (!fixed.isChanged()) {
            return;
        }
        if (!diff && !check) {
            Optional<String> failure = FixedFile.write(fixed);
            if (failure.isPresent()) {
                unwritten.add(new Problem(Place.of(fixed.name()), failure.get()));
                return;
            }
        }
        fixedFiles++;
        fixedContainers += fixed.changes().size();
        if (!diff) {
            fixed.changes().forEach(this::print);
        }
    }

    private void print(FixedManifest.Change change) {
        String object =
                change.pod().located().object().within(policy.namespace()).toString();
        fixes.words(
                "",
                0,
                2,
                Problems.line(new Problem(change.place(), object + (check ? " would be fixed" : " is fixed"))));
    }

    private String totals(Review review) {
        return (diff || check ? "To fix: " : "Fixed: ") + fixedContainers + " in " + fixedFiles
                + (fixedFiles == 1 ? " file" : " files") + ". Compliant: " + review.count(VerdictKind.COMPLIANT)
                + ". Blocked: " + review.count(VerdictKind.BLOCKED) + ". Not fixed: "
                + (review.refused().size() + unwritten.size()) + "."
                + (review.count(VerdictKind.OFF) == 0 ? "" : " Mode off: " + review.count(VerdictKind.OFF) + ".")
                + (review.problems().isEmpty()
                        ? ""
                        : " Problems: " + review.problems().size() + ".");
    }
}
