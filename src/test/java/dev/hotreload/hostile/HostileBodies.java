package dev.hotreload.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.Reviews;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reviews that were written to cost as much as they can, each within the size that the server reads. */
final class HostileBodies {

    private static final String UPSTREAM = "prom/prometheus:v2.48.0";
    private static final int MEGABYTE = 1 << 20;

    private HostileBodies() {}

    /** Returns the bodies by what they are. */
    static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> bodies = new LinkedHashMap<>();
        bodies.put(
                "variable of 1 MB, referred to 2,300 times",
                () -> server(server -> {
                    env(server, "A", "a".repeat(1_000_000));
                    server.withArray("args").add("--q=" + "$(A)".repeat(2_300));
                }));
        bodies.put(
                "variables that double one another",
                () -> server(server -> {
                    env(server, "V0", "x".repeat(1_000));
                    for (int i = 1; i < 60; i++) {
                        env(server, "V" + i, ("$(V" + (i - 1) + ")").repeat(2));
                    }
                    server.withArray("args").add("$(V59)");
                }));
        bodies.put("350,000 references that are not closed", () -> argument("--q=" + "$(".repeat(350_000)));
        bodies.put("350,000 references, closed at the end", () -> argument("--q=" + "$(".repeat(350_000) + ")"));
        bodies.put(
                "700,000 references to nothing",
                () -> server(server -> {
                    server.putArray("envFrom").addObject();
                    server.withArray("args").add("$()".repeat(700_000));
                }));
        bodies.put(
                "80,000 slashes in the route prefix",
                () -> argument("--web.route-prefix=a" + "/".repeat(80_000) + "b"));
        bodies.put(
                "3,000,000 slashes in the external URL",
                () -> argument("--web.external-url=http://h" + "/".repeat(3_000_000)));
        bodies.put(
                "80,000 slashes in the URL of a Thanos sidecar",
                () -> pod(containers -> {
                    server(containers);
                    ObjectNode sidecar = container(containers, "sidecar", "thanos:1");
                    sidecar.putArray("args")
                            .add("sidecar")
                            .add("--reloader.config-file=/x")
                            .add("--prometheus.url=http://h/a" + "/".repeat(80_000) + "b");
                }));
        bodies.put(
                "700 servers, 700 reloaders",
                () -> pod(containers -> {
                    for (int i = 0; i < 700; i++) {
                        server(containers);
                        reloader(containers);
                    }
                }));
        bodies.put(
                "90 servers, a reloader with 5,000 targets",
                () -> pod(containers -> {
                    for (int i = 0; i < 90; i++) {
                        server(containers);
                    }
                    ArrayNode args = container(containers, "reloader", "x").putArray("args");
                    for (int i = 0; i < 5_000; i++) {
                        args.add("--webhook-url=http://h/-/reload");
                    }
                }));
        bodies.put("an image of 1.4 MB", () -> image("a-".repeat(700_000) + "prometheus"));
        bodies.put("an image of 3,000,000 slashes", () -> image("/".repeat(3_000_000) + "prometheus"));
        bodies.put("a tag of 3,000,000 digits", () -> image("prom/prometheus:v" + "1".repeat(3_000_000)));
        bodies.put(
                "1,700,000 tiny arguments",
                () -> server(server -> {
                    ArrayNode args = server.withArray("args");
                    for (int i = 0; i < 1_700_000; i++) {
                        args.add("a");
                    }
                }));
        bodies.put(
                "9,000 arguments",
                () -> server(server -> {
                    ArrayNode args = server.withArray("args");
                    for (int i = 0; i < 9_000; i++) {
                        args.add("--web.listen-address=:" + i);
                    }
                }));
        bodies.put(
                "300,000 empty containers",
                () -> pod(containers -> {
                    server(containers);
                    for (int i = 0; i < 300_000; i++) {
                        containers.addObject();
                    }
                }));
        bodies.put(
                "200,000 variables",
                () -> server(server -> {
                    for (int i = 0; i < 200_000; i++) {
                        env(server, "A", "");
                    }
                }));
        bodies.put(
                "a million annotations and labels",
                () -> Reviews.creating(JsonNodeFactory.instance.objectNode(), review -> {
                    ObjectNode object = (ObjectNode) review.at("/request/object");
                    ObjectNode annotations = object.withObject("/metadata/annotations");
                    ObjectNode labels = object.withObject("/metadata/labels");
                    for (int i = 0; i < 300_000; i++) {
                        annotations.put("a" + i, "");
                        labels.put("l" + i, "");
                    }
                    server(object.withObject("/spec").putArray("containers"));
                }));
        bodies.put(
                "200,000 owners",
                () -> Reviews.creating(JsonNodeFactory.instance.objectNode(), review -> {
                    ObjectNode object = (ObjectNode) review.at("/request/object");
                    ArrayNode owners = object.withObject("/metadata").putArray("ownerReferences");
                    for (int i = 0; i < 200_000; i++) {
                        owners.addObject().put("kind", "x").put("name", "y");
                    }
                    server(object.withObject("/spec").putArray("containers"));
                }));
        bodies.put(
                "a field of 7 MB that nobody reads",
                () -> Reviews.creating(pod(), review -> {
                    ArrayNode fields = ((ObjectNode) review.at("/request/object/metadata")).putArray("managedFields");
                    for (int i = 0; i < 1_500_000; i++) {
                        fields.addObject();
                    }
                }));
        bodies.put(
                "a shell line of 1,500,000 words",
                () -> shell("exec prometheus --config.file=x " + "a ".repeat(1_500_000)));
        bodies.put(
                "a shell line of 3,000,000 separators",
                () -> shell("exec prometheus --config.file=x " + ";".repeat(3_000_000)));
        bodies.put("a shell line of quotes", () -> shell("exec prometheus --config.file=x " + "'\"".repeat(1_500_000)));
        bodies.put(
                "a shell line of open parentheses",
                () -> shell("prometheus --config.file=x $" + "(".repeat(3_000_000)));
        bodies.put("a shell line of many dollars", () -> shell("prometheus --config.file=x " + "$(".repeat(1_500_000)));
        bodies.put("shells in shells", () -> shell("prometheus --config.file=x;" + "sh -c 'a b';".repeat(250_000)));
        bodies.put("a caller with 400,000 URLs", () -> caller("http://h/-/reload ".repeat(160_000)));
        bodies.put("a caller with 3 MB of http", () -> caller("http".repeat(750_000) + "/-/reload"));
        bodies.put("a caller with 3 MB of http://", () -> caller("http://".repeat(430_000) + "/-/reload"));
        bodies.put("a caller with one URL of 3 MB", () -> caller("http://" + "a".repeat(3 * MEGABYTE) + "/-/reload"));
        bodies.put("1,500,000 features", () -> argument("--enable-feature=" + "a,".repeat(1_500_000)));
        bodies.put("a malformed value of 3 MB of blanks", () -> argument("--config.file=" + " ".repeat(3 * MEGABYTE)));
        bodies.put("a flag of 3 MB", () -> argument("-" + "a".repeat(3 * MEGABYTE)));
        return bodies;
    }

    private static byte[] argument(String argument) {
        return server(server -> server.withArray("args").add(argument));
    }

    private static byte[] image(String image) {
        return server(server -> server.put("image", image));
    }

    private static byte[] shell(String line) {
        return server(server -> server.putArray("command").add("sh").add("-c").add(line));
    }

    private static byte[] caller(String text) {
        return pod(containers -> {
            server(containers);
            container(containers, "caller", "example.org/tool:1")
                    .putArray("args")
                    .add(text);
        });
    }

    private static byte[] server(Consumer<ObjectNode> change) {
        return pod(containers -> {
            change.accept(server(containers));
            reloader(containers);
        });
    }

    private static byte[] pod(Consumer<ArrayNode> containers) {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.putObject("metadata").put("name", "p");
        containers.accept(pod.putObject("spec").putArray("containers"));
        return Reviews.creating(pod);
    }

    private static JsonNode pod() {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.putObject("metadata").put("name", "p");
        ArrayNode containers = pod.putObject("spec").putArray("containers");
        server(containers);
        reloader(containers);
        return pod;
    }

    private static ObjectNode server(ArrayNode containers) {
        ObjectNode server = container(containers, "prometheus", UPSTREAM);
        server.putArray("args").add("--config.file=/x");
        return server;
    }

    private static void reloader(ArrayNode containers) {
        container(containers, "reloader", "example.org/reloader:1")
                .putArray("args")
                .add("--reload-url=http://localhost:9090/-/reload");
    }

    private static ObjectNode container(ArrayNode containers, String name, String image) {
        return containers.addObject().put("name", name).put("image", image);
    }

    private static void env(ObjectNode container, String name, String value) {
        container.withArray("env").addObject().put("name", name).put("value", value);
    }
}
