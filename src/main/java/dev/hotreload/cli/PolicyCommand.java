package dev.hotreload.cli;

import dev.hotreload.policy.PolicyFormat;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hot-reload policy}. */
@Command(
        name = "policy",
        description =
                "Print admission policies, for clusters in which no webhook is wanted: they add the flags where an"
                        + " expression can decide it safely, and warn about what needs a person. Comments say what they"
                        + " cannot do.",
        footerHeading = "%nExamples:%n%n",
        footer = {
            "  hot-reload policy | kubectl apply -f -",
            "  hot-reload policy -o validatingadmissionpolicy | kubectl apply -f -",
            "  hot-reload policy -o kyverno | kubectl apply -f -"
        })
final class PolicyCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "mutatingadmissionpolicy for Kubernetes 1.36 and later, kyverno for Kyverno 1.17 and later,"
                    + " or validatingadmissionpolicy for Kubernetes 1.30 and later, which only warns. Default:"
                    + " mutatingadmissionpolicy.")
    private PolicyFormat format = PolicyFormat.mutatingadmissionpolicy;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(format.yaml(BuildVersion.number()));
        out.flush();
    }
}
