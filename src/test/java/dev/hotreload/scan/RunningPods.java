package dev.hotreload.scan;

import java.util.Map;

/** Pods as an API server lists them, one of each kind that a scan tells apart. */
final class RunningPods {

    private static final String RELOADER = """
            {"name": "r", "image": "ghcr.io/jimmidyson/configmap-reload:v0.12.0",
             "args": ["--webhook-url=http://localhost:9090/-/reload"]}""";

    /** The containers of a pod, by what is to be said of it. */
    private static final Map<String, String> CONTAINERS = Map.ofEntries(
            Map.entry(
                    "compliant", server("--web.enable-lifecycle\", \"--storage.tsdb.wal-compression") + "," + RELOADER),
            Map.entry("lacking", server("--config.file=/a") + "," + RELOADER),
            Map.entry("blocked", server("--no-web.enable-lifecycle") + "," + RELOADER),
            Map.entry("alone", server("--config.file=/a")),
            Map.entry(
                    "signal",
                    server("--config.file=/a")
                            + ", {\"name\": \"r\", \"image\": \"quay.io/prometheus-operator/prometheus-config-reloader:v0.85.0\","
                            + " \"args\": [\"--reload-method=signal\", \"--watched-dir=/a\"]}"),
            Map.entry(
                    "version1",
                    "{\"name\": \"p\", \"image\": \"prom/prometheus:v1.8.2\", \"args\": [\"-config.file=/a\"]}, "
                            + RELOADER),
            Map.entry("other", "{\"name\": \"n\", \"image\": \"nginx:1.27\"}"),
            Map.entry(
                    "complex",
                    "{\"name\": \"p\", \"image\": \"prom/prometheus:v2.48.0\", \"args\": [\"a\"]},".repeat(201)
                            + RELOADER));

    private RunningPods() {}

    private static String server(String arguments) {
        return "{\"name\": \"p\", \"image\": \"prom/prometheus:v2.48.0\", \"args\": [\"" + arguments + "\"]}";
    }

    /** Returns a pod of a StatefulSet in the namespace {@code monitoring}. */
    static String pod(String kind, String name) {
        return pod(kind, "monitoring", name, "");
    }

    /**
     * Returns a pod of a StatefulSet.
     *
     * @param annotations in braces, with a comma before it; empty for none
     */
    static String pod(String kind, String namespace, String name, String annotations) {
        return """
                {"metadata": {"namespace": "%s", "name": "%s", "ownerReferences": [
                  {"controller": true, "kind": "StatefulSet", "name": "s-%s"}]%s},
                 "spec": {"containers": [%s]}, "status": {"phase": "Running"}}""".formatted(namespace, name, name, annotations, CONTAINERS.get(kind));
    }

    /** Returns the annotations of a pod, for {@link #pod(String, String, String, String)}. */
    static String annotation(String name, String value) {
        return ", \"annotations\": {\"%s\": \"%s\"}".formatted(name, value);
    }
}
