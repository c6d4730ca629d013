package dev.hotreload.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.check.InstalledVersion;
import dev.hotreload.cluster.ApiServer;
import dev.hotreload.registration.InstallationNames;
import dev.hotreload.usage.SafeText;
import dev.hotreload.usage.Terminal;
import dev.hotreload.usage.TextWidth;
import dev.hotreload.usage.UsageException;
import dev.hotreload.usage.WrappedText;
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
        WrappedText text = new WrappedText(TextWidth.of(Terminal.OUTPUT));
        text.line("hot-reload " + BuildVersion.number());
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

    private int ask(ObjectNode document, WrappedText text) throws UsageException {
        try (KubernetesClient client = connection.client()) {
            ApiServer server = new ApiServer(client, connection.requestTimeout());
            return server.version(
                    version -> {
                        document.putObject("apiServer").put("version", version).put("address", server.address());
                        int exitCode = webhook(client, server, document, text);
                        text.words(0, "API server " + version);
                        return exitCode;
                    },
                    failure -> failed(failure.sentences(), ExitCode.ERROR));
        }
    }

    private int webhook(KubernetesClient client, ApiServer server, ObjectNode document, WrappedText text) {
        try {
            Optional<InstalledVersion> installed = InstalledVersion.read(client, namespace);
            if (installed.isEmpty()) {
                return failed(
                        "there is no Deployment " + InstallationNames.NAME + " in namespace " + namespace
                                + ". Install it, or name its namespace with -n.",
                        ExitCode.FAILED_STEP);
            }
            InstalledVersion found = installed.get();
            ObjectNode webhook =
                    document.putObject("webhook").put("namespace", namespace).put("image", found.image());
            found.version().ifPresent(version -> webhook.put("version", version));
            webhook.put("replicas", found.replicas()).put("readyReplicas", found.ready());
            text.words(
                    0,
                    "webhook " + found.version().orElse(found.image()) + " (" + found.ready() + " of "
                            + found.replicas() + " replicas are ready, namespace " + namespace + ")");
            return ExitCode.OK;
        } catch (KubernetesClientException e) {
            return failed(server.failure(e).sentences(), ExitCode.FAILED_STEP);
        }
    }

    private int failed(String why, int exitCode) {
        spec.commandLine().getErr().println(SafeText.line(why));
        return exitCode;
    }
}
