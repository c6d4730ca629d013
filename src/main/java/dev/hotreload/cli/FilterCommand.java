package dev.hotreload.cli;

import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.review.input.ManifestFiles;
import dev.hotreload.review.report.Problems;
import dev.hotreload.review.run.FilteredInput;
import dev.hotreload.usage.UsageException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hot-reload filter}. */
@Command(
        name = "filter",
        description = "Read manifests on the standard input, and print them with the flags on the standard output."
                + " Works as a post-renderer of Helm.",
        exitCodeList = {
            "0:all flags are there now",
            "3:something is blocked, or cannot be fixed by inserting text; nothing is printed",
            "2:bad usage, or a part of the input cannot be read; nothing is printed"
        },
        footerHeading = "%nExamples:%n%n",
        footer = {
            "  kustomize build ./overlay | hot-reload filter | kubectl apply -f -",
            "  # Helm 4, with the plugin in manifests/helm-post-renderer:",
            "  helm upgrade --install prometheus ./chart --post-renderer hot-reload",
            "  # Helm 3:",
            "  helm upgrade --install prometheus ./chart \\",
            "      --post-renderer hot-reload --post-renderer-args filter"
        })
final class FilterCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private PolicyOptions policy = new PolicyOptions();

    @Mixin
    private ValuesOfOption values = new ValuesOfOption();

    @Override
    public Integer call() throws UsageException {
        FilteredInput filtered = FilteredInput.of(
                ManifestFiles.standardInput(System.in, values.options()), policy.read(), policy.namespace());
        Review review = filtered.review();
        PrintWriter err = spec.commandLine().getErr();
        Problems.print(review, err);
        Problems.printBlocked(review, err);
        err.flush();
        if (!review.problems().isEmpty()) {
            return ExitCode.ERROR;
        }
        if (review.count(VerdictKind.BLOCKED) > 0 || !review.refused().isEmpty()) {
            return ExitCode.BLOCKED;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(filtered.text());
        out.flush();
        return ExitCode.OK;
    }
}
