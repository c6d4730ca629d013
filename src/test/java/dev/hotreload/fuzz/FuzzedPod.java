package dev.hotreload.fuzz;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A pod with a Prometheus container, which the target fills, and a reloader that calls it. */
record FuzzedPod(ObjectNode pod, ObjectNode prometheus, ObjectNode reloader) {

    static final String UPSTREAM = "quay.io/prometheus/prometheus:v2.48.0";

    static FuzzedPod create() {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod").putObject("metadata").put("name", "prometheus");
        var containers = pod.putObject("spec").putArray("containers");
        ObjectNode prometheus = containers.addObject().put("name", "prometheus").put("image", UPSTREAM);
        ObjectNode reloader = containers
                .addObject()
                .put("name", "reloader")
                .put("image", "quay.io/prometheus-operator/prometheus-config-reloader:v0.85.0");
        reloader.putArray("args").add("--reload-url=http://localhost:9090/-/reload");
        return new FuzzedPod(pod, prometheus, reloader);
    }

    static void put(ObjectNode container, String field, List<String> values) {
        var array = container.putArray(field);
        values.forEach(array::add);
    }
}
