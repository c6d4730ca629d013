package dev.hotreload.cli;

import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.review.fix.FixedManifest;
import dev.hotreload.review.input.ManifestFiles;
import dev.hotreload.review.report.Problems;
import dev.hotreload.review.report.Progress;
import dev.hotreload.review.run.ReviewRun;
import dev.hotreload.usage.UsageException;
import java.io.IOException;
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
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing to change, or all of it is done",
            "1:with --check or --diff: something would be changed",
            "3:something is blocked, or cannot be fixed by inserting text, and needs a person",
            "2:bad usage, or a file that cannot be read or written"
        })
final class FixCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    private List<String> paths = List.of();

    @Option(
            names = "--diff",
            description = "Show the change as a unified diff, which git apply takes, and write nothing.")
    private boolean diff;

    @Option(names = "--check", description = "Only tell which files would change, and write nothing.")
    private boolean check;

    @Mixin
    private PolicyOptions policy = new PolicyOptions();

    @Override
    public Integer call() throws UsageException {
        if (paths.contains(ManifestFiles.STDIN)) {
            throw new ParameterException(
                    spec.commandLine(), "fix changes files; hot-reload filter does the same for the standard input.");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<Problem> unwritten = new ArrayList<>();
        ReviewRun run =
                new ReviewRun(policy.read(), policy.namespace(), Optional.of(fixed -> tell(fixed, out, unwritten)));
        PrintWriter err = spec.commandLine().getErr();
        Review review;
        try (Progress progress = Progress.to(err)) {
            int files = ManifestFiles.read(paths, System.in, progress.andThen(run));
            review = run.review(files);
        }
        if (diff) {
            review.diffs().forEach(out::print);
        }
        out.flush();
        Problems.tell(review, err);
        Problems.tellBlocked(review, err);
        Problems.tell(unwritten, err);
        if (!review.problems().isEmpty() || !unwritten.isEmpty()) {
            return 2;
        }
        if (review.blocked() > 0 || !review.refused().isEmpty()) {
            return 3;
        }
        return (diff || check) && review.toPatch() > 0 ? 1 : 0;
    }

    private void tell(FixedManifest fixed, PrintWriter out, List<Problem> unwritten) {
        if (!fixed.isChanged() || diff) {
            return;
        }
        if (!check) {
            try {
                fixed.write(Path.of(fixed.name()));
            } catch (IOException e) {
                unwritten.add(new Problem(
                        new Place(fixed.name(), 0),
                        "the file cannot be written (" + e.getClass().getSimpleName() + ")."));
                return;
            }
        }
        fixed.changes()
                .forEach(change -> out.println(Problems.line(new Problem(
                        change.pod().located().place(),
                        change.pod().located().object(change.pod().located().namespace())
                                + (check ? " would be fixed" : " is fixed")))));
    }
}
