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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hot-reload fn}. */
@Command(
        name = "fn",
        description =
                "A KRM function, as kustomize and kpt call it: a ResourceList in, the same with the flags and with results"
                        + " out. Its functionConfig may be the webhook's ConfigMap.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the flags that can be added are there; what is blocked stands in the results as a warning",
            "2:bad usage, or the ResourceList cannot be read"
        })
final class FnCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageException {
        List<Manifest> read = new ArrayList<>();
        ManifestFiles.read(List.of(ManifestFiles.STDIN), System.in, read::add);
        Manifest input = read.get(0);
        if (input.documents().size() != 1) {
            Problems.tell(input.problems(), spec.commandLine().getErr());
            throw new UsageException("A function reads one document, a ResourceList.");
        }
        JsonNode list = input.documents().get(0);
        if (!list.path("kind").asText().equals("ResourceList")) {
            throw new UsageException("The input is no ResourceList (kind: ResourceList).");
        }
        if (list.has("results")) {
            throw new UsageException("The ResourceList has results already; who calls a function takes them out.");
        }
        FilteredInput filtered = FilteredInput.of(input, policy(list.path("functionConfig")), "");
        PrintWriter out = spec.commandLine().getOut();
        out.print(FunctionResults.in(filtered.text(), filtered.review()));
        out.flush();
        Problems.tell(filtered.review().problems(), spec.commandLine().getErr());
        return filtered.review().problems().isEmpty() ? 0 : 2;
    }

    private static Policy policy(JsonNode functionConfig) throws UsageException {
        JsonNode config = functionConfig.path("data").path("config.yaml");
        return config.isTextual() ? PolicyFile.parse("functionConfig", config.asText()) : Policy.DEFAULT;
    }
}
