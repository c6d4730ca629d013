package dev.hotreload.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A headless Chromium with one page, driven by the DevTools protocol (chromedevtools.github.io/devtools-protocol). */
final class Chromium implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");

    private final Program process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final String session;
    private int calls;

    private Chromium(Program process, String url) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url), new Listener())
                .join();
        String target = call("Target.createTarget", node().put("url", "about:blank"), "")
                .path("targetId")
                .asText();
        ObjectNode attach = node().put("targetId", target).put("flatten", true);
        this.session =
                call("Target.attachToTarget", attach, "").path("sessionId").asText();
    }

    static Chromium start(Path profile) {
        Program process = Program.start(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile));
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> LISTENING.matcher(process.err()).find() || !process.isAlive());
        Matcher listening = LISTENING.matcher(process.err());
        if (!listening.find()) {
            throw new AssertionError(process.output());
        }
        return new Chromium(process, listening.group(1));
    }

    /** Opens a file in a window of this width, in a light or a dark scheme. */
    void open(Path file, int width, String scheme) {
        open(file.toUri(), width, scheme);
    }

    /** Opens a URL in a window of this width, in a light or a dark scheme. */
    void open(URI page, int width, String scheme) {
        ObjectNode media = node().put("media", "");
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        call("Emulation.setEmulatedMedia", media, session);
        call(
                "Emulation.setDeviceMetricsOverride",
                node().put("width", width)
                        .put("height", 900)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 600),
                session);
        // Another fragment of the same page would not load it again.
        call("Page.navigate", node().put("url", "about:blank"), session);
        call("Page.navigate", node().put("url", page.toString()), session);
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> evaluate("location.protocol + document.readyState").equals("file:complete"));
    }

    /** Returns the value of an expression of JavaScript, as text. */
    String evaluate(String expression) {
        ObjectNode parameters =
                node().put("expression", "String(" + expression + ")").put("returnByValue", true);
        return call("Runtime.evaluate", parameters, session).at("/result/value").asText();
    }

    /** Returns what a promise of JavaScript is fulfilled with, as text. */
    String await(String promise) {
        ObjectNode parameters =
                node().put("expression", promise).put("returnByValue", true).put("awaitPromise", true);
        JsonNode result = call("Runtime.evaluate", parameters, session);
        if (result.has("exceptionDetails")) {
            throw new AssertionError(result);
        }
        return result.at("/result/value").asText();
    }

    /** Runs a library's script in the page, past the page's policy. */
    void inject(String script) {
        call("Runtime.evaluate", node().put("expression", script), session);
    }

    /** Shows the page as it would be printed. */
    void emulatePrint() {
        call("Emulation.setEmulatedMedia", node().put("media", "print"), session);
    }

    /** Prints the page and returns the PDF. */
    byte[] print() {
        return Base64.getDecoder()
                .decode(call("Page.printToPDF", node(), session).path("data").asText());
    }

    /** Presses a key and lets it go. */
    void press(String key, int code) {
        for (String type : List.of("keyDown", "keyUp")) {
            ObjectNode event = node().put("type", type).put("key", key).put("windowsVirtualKeyCode", code);
            if (key.equals("Enter") && type.equals("keyDown")) {
                event.put("text", "\r");
            }
            call("Input.dispatchKeyEvent", event, session);
        }
    }

    /** Types into the field that matches. */
    void type(String selector, String text) {
        evaluate("document.querySelector('" + selector + "').focus()");
        call("Input.insertText", node().put("text", text), session);
    }

    private static ObjectNode node() {
        return ManifestFixtures.JSON.createObjectNode();
    }

    private JsonNode call(String method, ObjectNode parameters, String within) {
        int id = ++calls;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = node().put("id", id).put("method", method);
        message.set("params", parameters);
        if (!within.isEmpty()) {
            message.put("sessionId", within);
        }
        socket.sendText(message.toString(), true).join();
        JsonNode result = answer.orTimeout(30, TimeUnit.SECONDS).join();
        if (result.has("error")) {
            throw new AssertionError(method + ": " + result);
        }
        return result.path("result");
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    JsonNode message = ManifestFixtures.JSON.readTree(text.toString());
                    CompletableFuture<JsonNode> answer =
                            answers.remove(message.path("id").asInt());
                    if (answer != null) {
                        answer.complete(message);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.close();
    }

    /** A condition for {@code @EnabledIf}: says what to do where there is none. */
    static boolean isInstalled() {
        boolean installed = Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "chromium")));
        if (!installed) {
            System.out.println(
                    "SKIPPED: tests in a browser, because there is no chromium; the system's package has it.");
        }
        return installed;
    }
}
