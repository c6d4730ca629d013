package dev.hotreload.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hot-reload ready}: for places without curl, such as the image: the test of the chart, a health check. */
@Command(
        name = "ready",
        description = "Ask a webhook whether it is ready, by the URL of its /readyz.",
        exitCodeList = {"0:it is ready", "1:it is not, and says why", "2:it cannot be reached, or bad usage"},
        footerHeading = "%nExamples:%n%n",
        footer = "  hot-reload ready http://hot-reload.hot-reload.svc:8080/readyz")
final class ReadyCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "For example http://hot-reload.hot-reload.svc:8080/readyz.")
    private URI url = URI.create("http://localhost:8080/readyz");

    @Override
    public Integer call() throws InterruptedException {
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(HttpRequest.newBuilder(url).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            spec.commandLine().getOut().print(answer.body().replaceAll("[\\p{Cntrl}&&[^\n]]", "?"));
            spec.commandLine().getOut().flush();
            return answer.statusCode() == 200 ? 0 : 1;
        } catch (IOException | IllegalArgumentException e) {
            spec.commandLine().getErr().println("The URL cannot be reached: " + why(e) + ".");
            return 2;
        }
    }

    private static String why(Exception e) {
        if (e instanceof HttpTimeoutException) {
            return "there is no answer within " + PATIENCE.toSeconds() + " s";
        }
        return e instanceof IllegalArgumentException ? "it is not an HTTP URL" : "nothing answers there";
    }
}
