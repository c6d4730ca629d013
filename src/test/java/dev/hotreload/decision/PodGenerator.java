package dev.hotreload.decision;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Pods from the grammar of what a decision looks at, likely and unlikely parts of it side by side. */
public final class PodGenerator {

    private static final List<String> IMAGES = List.of(
            "quay.io/prometheus/prometheus:v2.48.0",
            "prom/prometheus:v2.8.0",
            "prom/prometheus:v1.8.2",
            "prom/prometheus:v3.5.0-distroless",
            "prom/prometheus:v2.6.0",
            "prom/prometheus",
            "prom/prometheus@sha256:0123",
            "bitnami/prometheus:3.5.0-debian-12-r3",
            "example.org/my-prometheus:v2.48.0",
            "example.org/app:1",
            "example.org/infra/prometheus:2.48.0",
            "example.org/infra/prometheus:1.4.0",
            "example.org/mirror/prom/prometheus:v2.48.0",
            "prom/prometheus-linux-arm64:v2.20.0",
            "ghcr.io/example/mcp-prometheus:0.8.1",
            "registry/openshift4/ose-prometheus:v4.14.0",
            "alpine:3.19",
            "quay.io/prometheus/alertmanager:v0.27.0",
            "quay.io/prometheus-operator/prometheus-config-reloader:v0.67.0",
            "ghcr.io/jimmidyson/configmap-reload:v0.12.0",
            "quay.io/thanos/thanos:v0.36.1",
            "quay.io/kiwigrid/k8s-sidecar:1.30.0",
            "",
            ":::@@//");
    private static final List<String> ARGUMENTS = List.of(
            "--config.file=/etc/prometheus/prometheus.yml",
            "--config.file",
            "/etc/prometheus/prometheus.yml",
            "--storage.tsdb.path=/data",
            "--storage.agent.path=/data",
            "--web.enable-lifecycle",
            "--web.enable-lifecycle=true",
            "--web.enable-lifecycle=",
            "--no-web.enable-lifecycle",
            "--storage.tsdb.wal-compression",
            "--storage.tsdb.wal-compression=false",
            "--no-storage.tsdb.wal-compression",
            "--agent",
            "--enable-feature=agent",
            "--enable-feature=$(UNKNOWN)",
            "--web.listen-address=:9091",
            "--web.listen-address=$(POD_IP):9090",
            "--web.route-prefix=/prom",
            "--web.external-url=http://h/prom",
            "--web.config.file=/w.yml",
            "--web.page-title=--web.enable-lifecycle",
            "--",
            "@/args",
            "true",
            "",
            "-",
            "-storage.local.path=/x",
            "$(LIFECYCLE)",
            "$(UNKNOWN)",
            "$(NOBODY)",
            "$$(LIFECYCLE)",
            "--web.$(UNKNOWN)",
            "$(",
            "exec /bin/prometheus --config.file=/x",
            "exec prometheus --config.file=/x --web.enable-lifecycle --storage.tsdb.wal-compression >/log 2>&1",
            "set -eu\n/opt/prom --storage.tsdb.path=/x",
            "exec $(LINE)",
            "-c",
            "--web.console.templates=/c",
            "--config.file=/x --web.enable-lifecycle",
            "\"--web.enable-lifecycle\"",
            " --web.enable-lifecycle",
            "--storage.tsdb.path=/x --web.enable-lifecycle",
            "--log.level=info\n",
            "--web.listen-address=127.0.0.1:9090",
            "/bin/prometheus",
            "prometheus",
            "nobody",
            "while sleep 1; do curl -XPOST http://localhost:9090/-/reload; done",
            "pkill -HUP prometheus",
            "http://localhost:9090/-/reload",
            "--webhook-url=$(UNKNOWN)",
            "sidecar",
            "--reloader.config-file=/x",
            "--prometheus.url=http://localhost:9090",
            "--reload-url=http://127.0.0.1:9090/-/reload",
            "--reload-url=http://u:p@$(POD_IP):9090/prom/-/reload",
            "--reload-url=http://prometheus:9090//-/reload",
            "--reload-method=signal",
            "--watch-interval=0",
            "--webhook-url=http://localhost:9090/-/reload",
            "-webhook-url",
            "http://localhost:9091/-/reload",
            "--webhook-method=GET",
            "\u0000\uD83D\uDE00\n");
    private static final List<String> COMMANDS = List.of(
            "/bin/prometheus",
            "prometheus",
            "sh",
            "/entrypoint.sh",
            "tini",
            "/usr/bin/env",
            "su-exec",
            "/vault/vault-env",
            "/bin/prometheus-config-reloader",
            "$(UNKNOWN)",
            "");

    private final Random random;

    public PodGenerator(long seed) {
        random = new Random(seed);
    }

    public ObjectNode pod() {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = pod.putObject("metadata").put("generateName", "p-");
        if (chance(3)) {
            metadata.putObject("labels").put("app.kubernetes.io/version", chance(2) ? "v2.48.0" : "weird");
        }
        ObjectNode spec = pod.putObject("spec").put("unknownField", 2.50);
        if (chance(3)) {
            containers(spec.putArray("initContainers"));
        }
        containers(spec.putArray("containers"));
        return pod;
    }

    private void containers(ArrayNode containers) {
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            ObjectNode container = containers.addObject().put("name", "c" + i).put("image", pick(IMAGES));
            // Mostly a likely pair, so that many pods are patched.
            if (i == 0 && chance(2)) {
                container.put("image", IMAGES.get(0));
            } else if (i == 1 && chance(2)) {
                container.put("image", "quay.io/prometheus-operator/prometheus-config-reloader:v0.67.0");
            }
            if (chance(4)) {
                container.put("restartPolicy", "Always");
            }
            if (chance(4)) {
                strings(container.putArray("command"), COMMANDS, 1);
                if (chance(3)) {
                    strings(container.withArray("command"), ARGUMENTS, random.nextInt(3));
                }
            }
            if (!chance(5)) {
                strings(container.putArray("args"), ARGUMENTS, chance(2) ? random.nextInt(3) : random.nextInt(8));
            }
            ArrayNode env = container.putArray("env");
            env.addObject().put("name", "LIFECYCLE").put("value", "--web.enable-lifecycle");
            if (chance(3)) {
                env.addObject().put("name", "UNKNOWN").putObject("valueFrom").putObject("fieldRef");
                env.addObject().put("name", "POD_IP").putObject("valueFrom").putObject("fieldRef");
            }
            if (chance(4)) {
                env.addObject().put("name", "LINE").put("value", "prometheus --config.file=/x");
            }
            if (chance(8)) {
                env.addObject().put("name", "RELOAD").put("value", "http://localhost:9090/-/reload");
            }
            if (chance(8)) {
                env.addObject().put("name", "REQ_URL").put("value", "http://localhost:9090/-/reload");
            }
            if (chance(8)) {
                container.putArray("envFrom").addObject().putObject("configMapRef");
            }
        }
    }

    private void strings(ArrayNode array, List<String> from, int count) {
        for (int i = 0; i < count; i++) {
            array.add(pick(from));
        }
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private boolean chance(int one) {
        return random.nextInt(one) == 0;
    }
}
