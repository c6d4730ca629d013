package dev.hotreload.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hot-reload example}. */
@Command(
        name = "example",
        description = "Print a recorded AdmissionReview, to try out serve or review: the pod of the chart that this"
                + " tool was made for.",
        footerHeading = "%nExamples:%n%n",
        footer = {
            "  hot-reload example | hot-reload review -",
            "  hot-reload example | curl -sk URL -d @- " + ExampleCommand.JSON_TYPE
        })
final class ExampleCommand implements Runnable {

    /** What curl needs besides the URL. */
    static final String JSON_TYPE = "-H 'Content-Type: application/json'";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        try (InputStream review =
                Objects.requireNonNull(ExampleCommand.class.getResourceAsStream("admission-review.json"))) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(new String(review.readAllBytes(), StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the example cannot be read from the jar", e);
        }
    }
}
