package dev.hotreload.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.config.PolicyFile;
import dev.hotreload.decision.Policy;
import dev.hotreload.review.input.Manifest;
import dev.hotreload.review.input.ManifestFiles;
import dev.hotreload.review.report.FunctionResults;
import dev.hotreload.review.report.Problems;
import dev.hotreload.review.run.FilteredInput;
import dev.hotreload.usage.UsageException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hot-reload fn}. */
@Command(
        name = "fn",
        description = "A KRM function, as kustomize and kpt call it: reads a ResourceList, and prints it with the flags"
                + " and with"
                + " results. Its functionConfig may be the webhook's ConfigMap.",
        exitCodeList = {
            "0:the flags that can be added are there; the results name what is blocked as a warning",
            "2:bad usage, or the ResourceList cannot be read"
        },
        footerHeading = "%nExamples:%n%n",
        footer = {
            "  hot-reload fn < resource-list.yaml",
            "  kustomize build --enable-alpha-plugins --enable-exec ./overlay"
        })
final class FnCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageException {
        Manifest input = ManifestFiles.standardInput(System.in);
        PrintWriter err = spec.commandLine().getErr();
        if (input.documents().size() != 1) {
            Problems.print(input.problems(), err);
            throw new UsageException("A function reads one document, a ResourceList.");
        }
        JsonNode list = input.documents().get(0);
        if (!list.path("kind").asText().equals("ResourceList")) {
            throw new UsageException("The input is not a ResourceList (kind: ResourceList).");
        }
        if (list.has("results")) {
            throw new UsageException(
                    "The ResourceList already has results; the caller of a function removes those of others.");
        }
        FilteredInput filtered = FilteredInput.of(input, policy(list.path("functionConfig")), "");
        PrintWriter out = spec.commandLine().getOut();
        out.print(FunctionResults.in(filtered.text(), filtered.review()));
        out.flush();
        Problems.print(filtered.review().problems(), err);
        return filtered.review().problems().isEmpty() ? ExitCode.OK : ExitCode.ERROR;
    }

    private static Policy policy(JsonNode functionConfig) throws UsageException {
        JsonNode config = functionConfig.path("data").path("config.yaml");
        return config.isTextual() ? PolicyFile.parse("functionConfig", config.asText()) : Policy.DEFAULT;
    }
}
