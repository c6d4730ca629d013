package dev.hotreload.benchmark;

import dev.hotreload.scan.PodServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Times the installed command as a whole process, as a hook of a commit and a pipeline see it, and looks at its memory:
 * one file, trees of 1,000 to 100,000 documents, a cluster of 10,000 pods. Prints a table; asserts nothing.
 */
public final class WholeProcessBenchmark {

    private static final Path COMMAND = Path.of("target/hot-reload/bin/hot-reload");
    private static final int RUNS = 5;
    private static final int PODS = 10_000;
    private static final int PAGE = 500;

    /** A file of three documents, with a server in one of ten; the others run something else. */
    private static final String FILE = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: NAME, namespace: monitoring}
            data:
              prometheus.yml: |
                global:
                  scrape_interval: 15s
                scrape_configs:
                  - job_name: prometheus
                    static_configs:
                      - targets: [localhost:9090]
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: NAME
              namespace: monitoring
              labels: {app: NAME}
            spec:
              selector: {app: NAME}
              ports:
                - name: http
                  port: 80
                  targetPort: 9090
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: NAME
              namespace: monitoring
              labels:
                app.kubernetes.io/name: NAME
            spec:
              replicas: 1
              selector:
                matchLabels:
                  app: NAME
              template:
                metadata:
                  labels:
                    app: NAME
                spec:
                  containers:
                    - name: server
                      image: IMAGE
                      args:
                        - --config.file=/etc/config/prometheus.yml
                        - --storage.PATH=/data
                      ports:
                        - containerPort: 9090
                      readinessProbe:
                        httpGet:
                          path: /-/ready
                          port: 9090
                      resources:
                        limits:
                          cpu: 500m
                          memory: 512Mi
                      volumeMounts:
                        - name: config
                          mountPath: /etc/config
                    - name: reload
                      image: quay.io/prometheus-operator/prometheus-config-reloader:v0.67.0
                      args:
                        - --watched-dir=/etc/config
                        - --reload-url=http://127.0.0.1:9090/-/reload
                  volumes:
                    - name: config
                      configMap:
                        name: NAME
            """;

    private WholeProcessBenchmark() {}

    /** Runs all; needs {@code mvn package} before. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("hot-reload-benchmark");
        try {
            System.out.printf("%-44s %9s %9s %9s %9s%n", "", "min", "median", "max", "memory");
            measure("the version", List.of("version"));
            for (int files : List.of(1, 333, 1_000, 3_333, 33_333)) {
                Path tree = tree(folder.resolve("tree-" + files), files);
                measure(
                        "review of " + files + " files, " + 3 * files + " documents",
                        List.of("review", tree.toString()));
            }
            cluster(folder);
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static Path tree(Path folder, int files) throws IOException {
        Files.createDirectory(folder);
        for (int i = 0; i < files; i++) {
            Files.writeString(folder.resolve("app-" + i + ".yaml"), file(i));
        }
        return folder;
    }

    private static String file(int i) {
        boolean server = i % 10 == 0;
        return FILE.replace("NAME", "app-" + i)
                .replace("IMAGE", server ? "prom/prometheus:v2.48.0" : "nginx:1.27")
                .replace("PATH", server ? "tsdb.path" : "path");
    }

    private static void measure(String what, List<String> arguments) throws IOException, InterruptedException {
        long[] millis = new long[RUNS];
        long most = 0;
        for (int i = -1; i < RUNS; i++) {
            List<String> command = new ArrayList<>(List.of(COMMAND.toString()));
            command.addAll(arguments);
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            long memory = 0;
            while (process.isAlive()) {
                memory = Math.max(memory, kilobytes(process.pid()));
                Thread.sleep(2);
            }
            // The first run only fills the caches.
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1_000_000;
                most = Math.max(most, memory);
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-44s %6d ms %6d ms %6d ms %6d MB%n",
                what,
                millis[0],
                millis[RUNS / 2],
                millis[RUNS - 1],
                most / 1024);
    }

    /**
     * The most memory that a process has held until now (proc(5), VmHWM); the launcher becomes the JVM, with the same
     * number.
     */
    private static long kilobytes(long process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    private static void cluster(Path folder) throws IOException, InterruptedException {
        try (PodServer server = new PodServer(PODS, WholeProcessBenchmark::pod, PAGE)) {
            measure(
                    "review --live of " + PODS + " pods, 20 KB each",
                    List.of(
                            "review",
                            "--live",
                            "-A",
                            "--kubeconfig",
                            server.kubeconfig(folder).toString()));
        }
    }

    /** As large as a pod with its managed fields and status is. */
    private static String pod(int i) {
        String image = i % 100 == 0 ? "prom/prometheus:v2.48.0" : "nginx:1.27";
        return """
                {"metadata": {"name": "pod-%d", "namespace": "monitoring", "annotations": {"filler": "%s"}}, "spec": {"containers": [
                {"name": "server", "image": "%s", "args": ["--config.file=/etc/prometheus/prometheus.yml"]},
                {"name": "reload", "image": "ghcr.io/jimmidyson/configmap-reload:v0.12.0",
                "args": ["--webhook-url=http://localhost:9090/-/reload"]}]}}""".formatted(i, "x".repeat(20_000), image);
    }
}
