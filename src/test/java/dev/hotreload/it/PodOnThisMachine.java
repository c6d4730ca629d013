package dev.hotreload.it;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts the containers of a pod as programs of this machine, with the containers' own arguments: variables expanded as
 * the kubelet does, paths moved below a folder, and the one port of Prometheus, 9090, replaced by a free one of
 * 127.0.0.1.
 */
final class PodOnThisMachine {

    static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Pattern PATH_FLAG = Pattern.compile(
            "(--(?:config\\.file|storage\\.\\w+\\.path|web\\.config\\.file|web\\.console\\.\\w+|watched-dir)=)(/.*)");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Za-z_][\\w]*)\\)");

    private static final Pattern PROGRAM = Pattern.compile("([^\\s=]*/)?prometheus");
    private static final String LISTEN_ADDRESS = "--web.listen-address";

    private final Path root;
    private final RealPrometheus prometheus;
    private final int port;

    PodOnThisMachine(Path root) throws IOException {
        this(root, RealPrometheus.V2);
    }

    PodOnThisMachine(Path root, RealPrometheus prometheus) throws IOException {
        this.root = root;
        this.prometheus = prometheus;
        port = freePort();
        for (String folder : List.of("etc/config", "etc/prom", "etc/prometheus", "data", "prometheus")) {
            Files.createDirectories(root.resolve(folder));
        }
        for (String file : List.of(
                "etc/config/prometheus.yml",
                "etc/prom/prometheus.yml",
                "etc/prometheus/prometheus.yml",
                "p.yml",
                "x",
                "x.yml")) {
            Files.writeString(root.resolve(file), "global: {scrape_interval: 61s}\n");
        }
        Files.writeString(root.resolve("w.yml"), "{}\n");
        Files.writeString(
                root.resolve("args.txt"), "--config.file=" + root.resolve("p.yml") + "\n--web.enable-lifecycle\n");
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Path root() {
        return root;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(url(path))
                        .timeout(Duration.ofSeconds(10))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Returns what Prometheus says of itself: a field of {@code /api/v1/status/PAGE}. */
    String status(String page, String field) throws IOException, InterruptedException {
        JsonNode answer = ManifestFixtures.JSON.readTree(
                call("GET", "/api/v1/status/" + page).body());
        return answer.path("data").path(field).asText();
    }

    /** Starts a command where Prometheus' image starts: its data, unless told otherwise, is beside it. */
    Program start(List<String> command) {
        return Program.start(command, Map.of(), root.resolve("prometheus"));
    }

    /**
     * Returns the command line of a container that runs Prometheus, by itself, after a launcher, or in a shell line.
     */
    List<String> prometheusCommand(JsonNode container, String... appended) throws IOException {
        List<String> argv = argv(container);
        if (container.path("command").isEmpty()) {
            argv.add(0, "prometheus");
        }
        int program = program(argv);
        List<String> command = new ArrayList<>();
        boolean listens = false;
        for (int i = 0; i < argv.size(); i++) {
            String argument = argv.get(i);
            boolean address = argument.startsWith(LISTEN_ADDRESS + "=") && !hasBlank(argument);
            if (i == program) {
                command.add(prometheus.program().toString());
            } else if (i == 0) {
                command.add(onThisMachine(argument));
            } else if (address || argv.get(i - 1).equals(LISTEN_ADDRESS)) {
                command.add((address ? LISTEN_ADDRESS + "=" : "") + "127.0.0.1:" + (listens ? freePort() : port));
                listens = true;
            } else {
                command.add(move(argument));
            }
        }
        if (program >= 0 && !listens) {
            command.add(program + 1, LISTEN_ADDRESS + "=127.0.0.1:" + port);
        }
        command.addAll(List.of(appended));
        return command;
    }

    /** Returns the place of Prometheus itself: first, or after a launcher; -1 where it is inside a shell line. */
    private static int program(List<String> argv) {
        for (int i = 0; i < argv.size(); i++) {
            if (PROGRAM.matcher(argv.get(i)).matches()) {
                return i;
            }
        }
        return -1;
    }

    private static boolean hasBlank(String argument) {
        return argument.chars().anyMatch(Character::isWhitespace);
    }

    /** Images keep launchers in other folders than Debian does. */
    private static String onThisMachine(String program) {
        Path here = Path.of("/usr/bin", program.substring(program.lastIndexOf('/') + 1));
        return program.startsWith("/") && !Files.isExecutable(Path.of(program)) && Files.isExecutable(here)
                ? here.toString()
                : program;
    }

    /** Returns the command line of any other container, which calls Prometheus at the port that it has here. */
    List<String> callerCommand(JsonNode container) {
        return argv(container).stream().map(this::atThisPort).toList();
    }

    /** Returns the command line of a container that runs prometheus-config-reloader, made quick for a test. */
    List<String> reloaderCommand(JsonNode container) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                RealParts.CONFIG_RELOADER.toString(),
                "--listen-address=127.0.0.1:" + freePort(),
                "--watch-interval=1s",
                "--retry-interval=1s",
                "--delay-interval=100ms"));
        argv(container).forEach(argument -> command.add(move(argument)));
        return command;
    }

    /** Returns the literal variables of a container. */
    Map<String, String> environment(JsonNode container) {
        Map<String, String> environment = new HashMap<>();
        container.path("env").forEach(variable -> {
            if (variable.has("value")) {
                environment.put(
                        variable.get("name").asText(),
                        atThisPort(variable.get("value").asText()));
            }
        });
        return environment;
    }

    /** Waits until Prometheus says that it is ready; false when it ends before. */
    static boolean becomesReady(Program prometheus) throws InterruptedException {
        for (int i = 0; i < 1_200 && prometheus.isAlive(); i++) {
            if (prometheus.output().contains("Server is ready to receive web requests.")) {
                return true;
            }
            Thread.sleep(25);
        }
        return false;
    }

    private String move(String argument) {
        Matcher flag = PATH_FLAG.matcher(argument);
        if (flag.matches()) {
            return flag.group(1) + root + flag.group(2);
        }
        if (argument.startsWith("/") && Files.exists(root.resolve(argument.substring(1)))) {
            return root + argument;
        }
        if (argument.startsWith("@/")) {
            return "@" + root + argument.substring(1);
        }
        if (argument.contains("/prometheus ") || argument.contains("exec prometheus ")) {
            return argument.replaceFirst(
                            "(/bin/)?prometheus (?=-|\\\\)",
                            prometheus.program() + " --web.listen-address=127.0.0.1:" + port + " ")
                    .replaceAll("=(/\\S+)", "=" + root + "$1");
        }
        return atThisPort(argument);
    }

    private String atThisPort(String argument) {
        return argument.replaceAll("(127\\.0\\.0\\.1|localhost):9090", "127.0.0.1:" + port);
    }

    private List<String> argv(JsonNode container) {
        Map<String, String> environment = new HashMap<>();
        // What only a node would know: a value that is right for each place the cases use it in.
        container
                .path("env")
                .forEach(variable -> environment.put(
                        variable.get("name").asText(), variable.path("value").asText("info")));
        if (container.has("envFrom")) {
            environment.putAll(Map.of(
                    "X", root.resolve("p.yml").toString(), "Y", "info", "F", "exemplar-storage", "PREFIX", "/p"));
        }
        List<String> argv = new ArrayList<>();
        for (String list : List.of("command", "args")) {
            container.path(list).forEach(argument -> argv.add(expand(argument.asText(), environment)));
        }
        return argv;
    }

    private static String expand(String argument, Map<String, String> environment) {
        if (argument.startsWith("$$")) {
            return argument.substring(1);
        }
        return REFERENCE
                .matcher(argument)
                .replaceAll(reference ->
                        Matcher.quoteReplacement(environment.getOrDefault(reference.group(1), reference.group())));
    }
}
