package dev.hotreload.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.check.InstalledVersion;
import dev.hotreload.cluster.ApiFailure;
import dev.hotreload.cluster.ApiServer;
import dev.hotreload.registration.InstallationNames;
import dev.hotreload.usage.SafeText;
import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hot-reload version}. */
@Command(
        name = "version",
        description = "Print the version; with --live also those of the webhook in a cluster and of its API server.",
        exitCodeList = {
            "0:printed",
            "1:the webhook is not installed, or cannot be seen",
            "2:bad usage, or no API server"
        },
        footerHeading = "%nExamples:%n%n",
        footer = {"  hot-reload version", "  hot-reload version --live -o json"})
final class VersionCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--live", description = "Also ask the API server for the webhook's version, and for its own.")
    private boolean live;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Namespace of the webhook. Default: hot-reload.")
    private String namespace = InstallationNames.DEFAULT.namespace();

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() throws UsageException {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("client")
                .put("version", BuildVersion.number())
                .put("java", System.getProperty("java.version"))
                .put("os", System.getProperty("os.name"))
                .put("architecture", System.getProperty("os.arch"));
        StringBuilder text = new StringBuilder("hot-reload " + BuildVersion.number() + "\n");
        int exitCode = live ? ask(document, text) : ExitCode.OK;
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            OutputOption.print(document, out);
        } else {
            out.print(text);
            out.flush();
        }
        return exitCode;
    }

    private int ask(ObjectNode document, StringBuilder text) throws UsageException {
        try (KubernetesClient client = connection.client()) {
            ApiServer server = new ApiServer(client, connection.requestTimeout());
            return server.version(
                    version -> {
                        document.putObject("apiServer").put("version", version).put("address", server.address());
                        int exitCode = webhook(client, server, document, text);
                        text.append("API server ")
                                .append(SafeText.line(version))
                                .append('\n');
                        return exitCode;
                    },
                    failure -> failed(failure, ExitCode.ERROR));
        }
    }

    private int webhook(KubernetesClient client, ApiServer server, ObjectNode document, StringBuilder text) {
        try {
            Optional<InstalledVersion> installed = InstalledVersion.read(client, namespace);
            if (installed.isEmpty()) {
                return failed(
                        new ApiFailure(
                                "there is no Deployment " + InstallationNames.NAME + " in namespace " + namespace,
                                "Install it, or name its namespace with -n."),
                        ExitCode.FAILED_STEP);
            }
            InstalledVersion found = installed.get();
            ObjectNode webhook =
                    document.putObject("webhook").put("namespace", namespace).put("image", found.image());
            found.version().ifPresent(version -> webhook.put("version", version));
            webhook.put("replicas", found.replicas()).put("readyReplicas", found.ready());
            text.append(SafeText.line("webhook " + found.version().orElse(found.image()) + " (" + found.ready() + " of "
                            + found.replicas() + " replicas are ready, namespace " + namespace + ")"))
                    .append('\n');
            return ExitCode.OK;
        } catch (KubernetesClientException e) {
            return failed(server.failure(e), ExitCode.FAILED_STEP);
        }
    }

    private int failed(ApiFailure failure, int exitCode) {
        spec.commandLine().getErr().println(SafeText.line(failure.sentences()));
        return exitCode;
    }
}
