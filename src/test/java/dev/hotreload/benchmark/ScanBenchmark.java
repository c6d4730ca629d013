package dev.hotreload.benchmark;

import dev.hotreload.scan.PodServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Looks at the memory of {@code scan} on a cluster of 10,000 pods, as a process with the options that it has in the
 * image and in a container of 256 MiB. Prints a table; asserts nothing.
 */
public final class ScanBenchmark {

    private static final Path COMMAND = Path.of("target/hot-reload/bin/hot-reload");
    private static final int PODS = 10_000;
    private static final int SCANS = 5;
    private static final int PORT = 18_080;

    private ScanBenchmark() {}

    /** Runs all; needs {@code mvn package} before. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("hot-reload-scan");
        System.out.printf("%-62s %10s %12s %10s%n", "", "memory now", "most memory", "seconds");
        try {
            measure(folder, "100 of 10,000 pods run Prometheus", i -> pod(i, i % 100 == 0), List.of());
            measure(folder, "the same, with reports", i -> pod(i, i % 100 == 0), List.of("--reports"));
            measure(folder, "all of 10,000 pods run Prometheus", i -> pod(i, true), List.of());
            measure(folder, "the same, with reports", i -> pod(i, true), List.of("--reports"));
        } finally {
            Files.deleteIfExists(folder.resolve("kubeconfig"));
            Files.delete(folder);
        }
    }

    private static void measure(Path folder, String what, IntFunction<String> pod, List<String> options)
            throws IOException, InterruptedException {
        try (PodServer cluster = new PodServer(PODS, pod, 500)) {
            List<String> command = new ArrayList<>(List.of(
                    COMMAND.toString(),
                    "scan",
                    "--interval=100ms",
                    "--port=" + PORT,
                    "--bind-address=127.0.0.1",
                    "--kubeconfig=" + cluster.kubeconfig(folder)));
            command.addAll(options);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            Path.of("target/scan-benchmark.log").toFile()));
            builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:MaxRAM=256m");
            long start = System.nanoTime();
            Process process = builder.start();
            try {
                awaitScans(cluster, process);
                double seconds = (System.nanoTime() - start) / 1e9 / SCANS;
                System.out.printf(
                        Locale.ROOT,
                        "%-62s %7d MB %9d MB %10.1f%n",
                        what,
                        kilobytes(process.pid(), "VmRSS:") / 1024,
                        kilobytes(process.pid(), "VmHWM:") / 1024,
                        seconds);
                System.out.println(gauges());
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }

    private static void awaitScans(PodServer cluster, Process process) throws InterruptedException {
        while (process.isAlive() && cluster.scans() <= SCANS) {
            Thread.sleep(20);
        }
    }

    private static String gauges() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + PORT + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("hot_reload_running_servers{") || line.contains("_errors_total{"))
                .filter(line -> !line.endsWith(" 0.0"))
                .reduce("", (a, b) -> a + "    " + b + "\n");
    }

    /** A number of proc(5), status; the launcher becomes the JVM, with the same number. */
    private static long kilobytes(long process, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
    }

    /** As large as a pod with its managed fields and status is. */
    private static String pod(int i, boolean prometheus) {
        String image = prometheus ? "prom/prometheus:v2.48.0" : "nginx:1.27";
        return """
                {"metadata": {"name": "pod-%d", "namespace": "%s", "annotations": {"filler": "%s"},
                "ownerReferences": [{"controller": true, "kind": "StatefulSet", "name": "s-%d"}]}, "spec": {"containers": [
                {"name": "server", "image": "%s", "args": ["--config.file=/etc/prometheus/prometheus.yml"]},
                {"name": "reload", "image": "ghcr.io/jimmidyson/configmap-reload:v0.12.0",
                "args": ["--webhook-url=http://localhost:9090/-/reload"]}]}}""".formatted(i, i % 2 == 0 ? "monitoring" : "team-a", "x".repeat(20_000), i, image);
    }
}
