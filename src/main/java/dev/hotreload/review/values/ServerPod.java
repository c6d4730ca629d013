package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server's pod as the chart prometheus makes it of values: the containers with what the engine looks at. Source:
 * the chart's {@code templates/deploy.yaml}, or what it was called before; see {@link ChartChange}.
 */
final class ServerPod {

    /** The chart's default, in every version. */
    static final List<String> DEFAULT_FLAGS = List.of("web.enable-lifecycle");

    static final List<String> EXTRA_FLAGS = List.of("server", "extraFlags");
    static final List<String> OVERRIDE = List.of("server", "defaultFlagsOverride");

    private static final String PORT = "9090";

    private final JsonNode values;
    private final JsonNode server;
    private final ChartVersion version;
    private Optional<String> undecided = Optional.empty();

    private ServerPod(JsonNode values, ChartVersion version) {
        this.values = values;
        this.server = values.path("server");
        this.version = version;
    }

    /** Returns the pod that a version of the chart makes of values that are laid over its own. */
    static Rendered of(JsonNode values, ChartVersion version) {
        return new ServerPod(values, version).render();
    }

    /** Returns where the list stands that the flags are to be added to. */
    static List<String> listOf(JsonNode values, ChartVersion version) {
        return overrides(values.path("server"), version) ? OVERRIDE : EXTRA_FLAGS;
    }

    private static boolean overrides(JsonNode server, ChartVersion version) {
        return version.has(ChartChange.DEFAULT_FLAGS_OVERRIDE)
                && ValuesTree.isTrue(server.path("defaultFlagsOverride"));
    }

    private Rendered render() {
        if (!version.has(ChartChange.EXTRA_FLAGS)) {
            return new Rendered.None("version " + version + " of the chart has no server.extraFlags, and passes"
                    + " --web.enable-lifecycle itself; use " + ChartChange.EXTRA_FLAGS.since() + " or later");
        }
        if (!server.isMissingNode() && !server.isObject()) {
            return new Rendered.None("server is not a mapping, and helm cannot render that");
        }
        boolean switchedOff = !version.has(ChartChange.TAG_OF_CHART) && isOff(server.path("enabled"));
        if (switchedOff) {
            return new Rendered.None("server.enabled is false, and the chart makes no server");
        }
        ObjectNode pod = ValuesTree.JSON.objectNode();
        metadata(pod.putObject("metadata"));
        ObjectNode spec = pod.putObject("spec");
        if (server.path("extraInitContainers").isArray()) {
            spec.set("initContainers", server.get("extraInitContainers").deepCopy());
        }
        ArrayNode containers = spec.putArray("containers");
        if (hasReloader()) {
            reloader(containers.addObject());
        }
        int index = containers.size();
        server(containers.addObject());
        sidecars(containers);
        return undecided.<Rendered>map(Rendered.None::new).orElseGet(() -> new Rendered.Pod(pod, index));
    }

    private static boolean isOff(JsonNode value) {
        return !value.isMissingNode() && !ValuesTree.isTrue(value);
    }

    private void metadata(ObjectNode metadata) {
        if (server.path("podAnnotations").isObject()) {
            metadata.set("annotations", server.get("podAnnotations").deepCopy());
        }
        if (version.has(ChartChange.VERSION_LABEL)) {
            metadata.putObject("labels").put("app.kubernetes.io/version", tag());
        }
    }

    private JsonNode reload() {
        JsonNode reload = values.path("configmapReload");
        return version.has(ChartChange.RELOADER_SWITCH) ? reload.path("prometheus") : reload;
    }

    private boolean hasReloader() {
        return !version.has(ChartChange.RELOADER_SWITCH) || !isOff(reload().path("enabled"));
    }

    private String name() {
        return text(values.path("nameOverride"), "prometheus") + "-" + text(server.path("name"), "server");
    }

    private void reloader(ObjectNode container) {
        boolean current = version.has(ChartChange.CONFIG_RELOADER);
        String path = version.has(ChartChange.RELOADER_SWITCH) ? "configmapReload.prometheus" : "configmapReload";
        container.put("name", name() + "-" + text(reload().path("name"), "configmap-reload"));
        container.put(
                "image",
                text(
                        reload().at("/image/repository"),
                        current
                                ? "quay.io/prometheus-operator/prometheus-config-reloader"
                                : "jimmidyson/configmap-reload"));
        RenderedArguments arguments = new RenderedArguments();
        arguments.add(current ? "--watched-dir=/etc/config" : "--volume-dir=/etc/config");
        JsonNode own = values.at("/configmapReload/reloadUrl");
        String flag = current ? "--reload-url=" : "--webhook-url=";
        if (version.has(ChartChange.RELOAD_URL) && ValuesTree.isTrue(own)) {
            arguments.add(flag, own, "configmapReload.reloadUrl");
        } else {
            arguments.add(flag + defaultUrl(), server.path("prefixURL"), "server.prefixURL");
            ArrayNode list = arguments.list();
            list.set(list.size() - 1, list.get(list.size() - 1).asText() + "/-/reload");
        }
        arguments.addMap(
                reload().path("extraArgs"), path + ".extraArgs", version.has(ChartChange.ARGUMENTS_WITHOUT_VALUE));
        finish(container, arguments);
        if (version.has(ChartChange.RELOADER_ENVIRONMENT)
                && values.at("/configmapReload/env").isArray()) {
            container.set("env", values.at("/configmapReload/env").deepCopy());
        }
    }

    /** Returns what stands in front of the prefix. */
    private String defaultUrl() {
        boolean prefixed = ValuesTree.isTrue(server.path("prefixURL"));
        boolean twoSlashes = version.has(ChartChange.RELOAD_URL)
                && !version.has(ChartChange.RELOAD_URL_WITH_PREFIX)
                && (prefixed || !version.has(ChartChange.RELOAD_URL_WITHOUT_PREFIX));
        return "http://127.0.0.1:" + PORT + (twoSlashes ? "/" : "");
    }

    private void server(ObjectNode container) {
        container.put("name", name());
        container.put("image", image());
        JsonNode command = server.path("command");
        if (version.has(ChartChange.COMMAND) && ValuesTree.isTrue(command)) {
            container.set(
                    "command",
                    new RenderedArguments().addAll(command, "server.command").list());
        }
        if (server.path("env").isArray()) {
            container.set("env", server.get("env").deepCopy());
        }
        RenderedArguments arguments = new RenderedArguments();
        finish(
                container,
                overrides(server, version)
                        ? arguments.addAll(server.path("defaultFlagsOverride"), "server.defaultFlagsOverride")
                        : usual(arguments));
    }

    private RenderedArguments usual(RenderedArguments arguments) {
        JsonNode flags = server.path("extraFlags");
        arguments.addIfTrue("--storage.tsdb.retention.time=", server.path("retention"), "server.retention");
        if (version.has(ChartChange.RETENTION_SIZE)) {
            arguments.addIfTrue("--storage.tsdb.retention.size=", server.path("retentionSize"), "server.retentionSize");
        }
        arguments.add("--config.file=" + text(server.path("configPath"), "/etc/config/prometheus.yml"));
        arguments.add("--storage.tsdb.path=" + storagePath());
        arguments.add("--web.console.libraries=/etc/prometheus/console_libraries");
        arguments.add("--web.console.templates=/etc/prometheus/consoles");
        if (flags.isMissingNode()) {
            DEFAULT_FLAGS.forEach(flag -> arguments.add("--" + flag));
        } else {
            arguments.addFlags(flags, "server.extraFlags");
        }
        arguments.addMap(
                server.path("extraArgs"), "server.extraArgs", version.has(ChartChange.ARGUMENTS_WITHOUT_VALUE));
        if (version.has(ChartChange.ROUTE_PREFIX)) {
            arguments.addIfTrue("--web.route-prefix=", server.path("prefixURL"), "server.prefixURL");
        }
        return arguments.addIfTrue("--web.external-url=", server.path("baseURL"), "server.baseURL");
    }

    private String storagePath() {
        String mounted = text(server.at("/persistentVolume/mountPath"), "/data");
        return version.has(ChartChange.STORAGE_PATH) ? text(server.path("storagePath"), mounted) : mounted;
    }

    private void finish(ObjectNode container, RenderedArguments arguments) {
        undecided = undecided.or(arguments::undecided);
        container.set("args", arguments.list());
    }

    private String tag() {
        return ChartChange.latestOf(version).tag();
    }

    private String image() {
        JsonNode image = server.path("image");
        String repository = text(
                image.path("repository"),
                version.has(ChartChange.QUAY_IMAGE) ? "quay.io/prometheus/prometheus" : "prom/prometheus");
        String digest = text(image.path("digest"), "");
        if (version.has(ChartChange.IMAGE_DIGEST) && !digest.isEmpty()) {
            return repository + "@" + digest;
        }
        String tag = text(image.path("tag"), tag());
        if (repository.contains("{{") || tag.contains("{{")) {
            // Only helm can tell; no rule takes this for a version.
            return "templated/prometheus:templated";
        }
        boolean distroless = version.has(ChartChange.DISTROLESS) && ValuesTree.isTrue(image.path("distroless"));
        return repository + ":" + tag + (distroless ? "-distroless" : "");
    }

    /** Returns a string, or the default for what is missing or empty. */
    private static String text(JsonNode value, String otherwise) {
        return ValuesTree.isTrue(value) && value.isValueNode() ? value.asText() : otherwise;
    }

    private void sidecars(ArrayNode containers) {
        JsonNode sidecars = server.path("sidecarContainers");
        boolean named = version.has(ChartChange.NAMED_SIDECARS);
        boolean fits = named ? sidecars.isObject() : sidecars.isArray();
        if (!fits && ValuesTree.isTrue(sidecars)) {
            undecided = undecided.or(() -> Optional.of(
                    "server.sidecarContainers is not a " + (named ? "mapping" : "list") + " of containers"));
        }
        if (!named && fits) {
            sidecars.forEach(containers::add);
        }
        if (!named) {
            return;
        }
        sidecars.properties().stream().sorted(Map.Entry.comparingByKey()).forEach(sidecar -> {
            if (sidecar.getValue() instanceof ObjectNode container) {
                ObjectNode copy = ValuesTree.JSON.objectNode();
                copy.put("name", sidecar.getKey());
                copy.setAll(container.deepCopy());
                containers.add(copy);
            } else if (!hasReloader() && ValuesTree.isTrue(sidecar.getValue())) {
                undecided = undecided.or(() -> Optional.of("server.sidecarContainers." + sidecar.getKey()
                        + " is a template, and only helm can tell whether it reloads Prometheus"));
            }
        });
    }
}
