package dev.hotreload.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods that were made to mislead a policy of regular expressions, and the bounds of what it looks at. */
class PolicyLimitsTest {

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: prometheus, labels: {}, annotations: {}}
            spec:
              containers:
                - name: prometheus
                  image: quay.io/prometheus/prometheus:v2.48.0
                  args: [--config.file=/etc/prometheus/prometheus.yml]
                  env: []
                - name: reloader
                  image: quay.io/prometheus-operator/prometheus-config-reloader:v0.85.0
                  args: [--reload-url=http://127.0.0.1:9090/-/reload]
                  env: []
            """;

    private static ObjectNode pod() {
        return (ObjectNode) ManifestFixtures.parse(POD).get(0);
    }

    private static ArrayNode list(JsonNode pod, int container, String field) {
        return (ArrayNode) pod.at("/spec/containers/" + container + "/" + field);
    }

    @Test
    void a_plain_pod_gets_both_flags() {
        assertThat(Policies.PATCHING.patched(pod()).at("/spec/containers/0/args"))
                .hasToString("[\"--config.file=/etc/prometheus/prometheus.yml\",\"--web.enable-lifecycle\","
                        + "\"--storage.tsdb.wal-compression\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a line break hides the flag in a value        | 0 | \"--web.page-title=a\\n--web.enable-lifecycle\"",
                "a line break hides another argument           | 0 | \"a\\n--\"",
                "the flag has a value                          | 0 | --web.enable-lifecycle=true",
                "the flag is followed by a word                | 0 | [--web.enable-lifecycle, x]",
                "the flag is followed by an empty word         | 0 | [--web.enable-lifecycle, \"\"]",
                "WAL compression has a value                   | 0 | --storage.tsdb.wal-compression=false",
                "the owner says no                             | 0 | --no-web.enable-lifecycle",
                "the flags are terminated                      | 0 | --",
                "a file holds arguments                        | 0 | \"@/args\"",
                "a variable may be the flag                    | 0 | $(EXTRA)",
                "a variable may be a part of the flag          | 0 | --web.$(EXTRA)",
                "features may make it an agent                 | 0 | --enable-feature=$(EXTRA)",
                "a flag of Prometheus 1.x                      | 0 | -storage.local.path=/x",
                "quotes around a flag                          | 0 | \"\\\"--web.enable-lifecycle\\\"\"",
                "two flags in one argument                     | 0 | --config.file=/x --web.enable-lifecycle",
                "it listens elsewhere                          | 0 | --web.listen-address=:9091",
                "it listens elsewhere, in two arguments        | 0 | [--web.listen-address, \"0.0.0.0:9091\"]",
                "it may listen elsewhere                       | 0 | --web.listen-address=$(ADDRESS)",
                "the reloader sends a signal                   | 1 | --reload-method=signal",
                "the reloader runs once                        | 1 | --watch-interval=0s",
                "the reloader is a git-sync that calls others  | 1 | --webhook-url=http://example.org/",
                "the reloader's flags are terminated before    | 1 | --",
            })
    void what_the_webhook_blocks_or_might_block_is_left_alone(String name, int container, String args) {
        ObjectNode pod = pod();
        ArrayNode list = list(pod, container, "args");
        JsonNode added = ManifestFixtures.parse(args).get(0);
        if (added.isArray()) {
            list.addAll((ArrayNode) added);
        } else {
            list.insert(container == 0 ? 1 : 0, added);
        }
        assertThat(Policies.PATCHING.patched(pod)).as(name).isEqualTo(pod);
    }

    private static void launched(ObjectNode pod, String launcher, String word) {
        ObjectNode container = (ObjectNode) pod.at("/spec/containers/0");
        container.put("image", "registry.example.org/app:1");
        container.putArray("command").add(launcher).add(word).add("/run.sh");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change(
                        "a variable for env that ends as Prometheus does",
                        pod -> launched(pod, "env", "HOME=/prometheus")),
                change("a variable for env in a folder", pod -> launched(pod, "/usr/bin/env", "A=/x/prometheus")),
                change("an option of a launcher that ends so", pod -> launched(pod, "tini", "--opt=/x/prometheus")),
                change("an option with one dash", pod -> launched(pod, "nice", "-/prometheus")),
                change("a variable with the flag in it", pod -> {
                    list(pod, 0, "args").add("--web.page-title=$(TITLE)");
                    list(pod, 0, "env").addObject().put("name", "TITLE").put("value", "a\nb");
                }),
                change("a variable that turns the method into a signal", pod -> {
                    list(pod, 1, "args").add("--reload-method=$(METHOD)");
                    list(pod, 1, "env").addObject().put("name", "METHOD").put("value", "signal");
                }),
                change("a variable that turns the host into another", pod -> {
                    list(pod, 1, "args").set(0, "--reload-url=http://$(HOST):9091/-/reload");
                    list(pod, 1, "env").addObject().put("name", "HOST").put("value", "localhost");
                }),
                change(
                        "a k8s-sidecar by its environment",
                        pod -> list(pod, 1, "env")
                                .addObject()
                                .put("name", "REQ_URL")
                                .put("value", "http://localhost:9091/")),
                change("more containers than it looks at", pod -> {
                    for (int i = 0; i < 7; i++) {
                        ((ArrayNode) pod.at("/spec/containers")).addObject().put("name", "c" + i);
                    }
                }),
                change("more text than it looks at", pod -> list(pod, 0, "args").add("--x=" + "y".repeat(7_000))),
                change("more variables than it looks at", pod -> {
                    for (int i = 0; i < 2_500; i++) {
                        list(pod, 0, "env").addObject().put("name", "V" + i);
                    }
                }),
                change("more references than it looks at", pod -> {
                    list(pod, 0, "env").addObject().put("name", "A").put("value", "a");
                    list(pod, 0, "args").add("--x=" + "$(A)".repeat(20));
                }),
                change(
                        "a mirror pod",
                        pod -> ((ObjectNode) pod.at("/metadata/annotations")).put("kubernetes.io/config.mirror", "x")),
                change(
                        "mode audit",
                        pod -> ((ObjectNode) pod.at("/metadata/annotations"))
                                .put("prometheus-hot-reload/mode", "audit")),
                change(
                        "mode off",
                        pod -> ((ObjectNode) pod.at("/metadata/annotations")).put("prometheus-hot-reload/mode", "off")),
                change("a version 1 by its label", pod -> {
                    ((ObjectNode) pod.at("/spec/containers/0")).put("image", "prom/prometheus@sha256:0");
                    ((ObjectNode) pod.at("/metadata/labels")).put("app.kubernetes.io/version", "1.8.2");
                }),
                change("a parenthesis that ends a URL before its host", pod -> {
                    ((ObjectNode) pod.at("/spec/containers/1")).put("image", "alpine:3");
                    list(pod, 1, "args").set(0, "curl http://a)b@localhost:9090/-/reload");
                }),
                change("a variable with a value in the user of a URL", pod -> {
                    list(pod, 1, "args").set(0, "--reload-url=http://$(U)@localhost:9090/-/reload");
                    list(pod, 1, "env").addObject().put("name", "U").put("value", "example.org/");
                }),
                change(
                        "an image whose name hides another",
                        pod -> ((ObjectNode) pod.at("/spec/containers/0"))
                                .put("image", "alertmanager@x/prometheus:v2.48.0")));
    }

    private static Arguments change(String name, Consumer<ObjectNode> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void what_is_doubtful_or_large_is_left_alone(String name, Consumer<ObjectNode> change) {
        ObjectNode pod = pod();
        change.accept(pod);
        assertThat(Policies.PATCHING.patched(pod)).as(name).isEqualTo(pod);
    }

    /** The engine gives up on it, because the variables expand to too much text. */
    @Test
    void a_pod_that_is_too_complex_for_the_webhook_is_left_alone() {
        ObjectNode pod = pod();
        ArrayNode env = list(pod, 0, "env");
        env.addObject().put("name", "V0").put("value", "x".repeat(50));
        for (int i = 1; i < 12; i++) {
            env.addObject().put("name", "V" + i).put("value", ("$(V" + (i - 1) + ")").repeat(10));
        }
        list(pod, 0, "args").add("--web.page-title=$(V11)");
        Agreement agreement = new Agreement(Policies.PATCHING::patched);
        agreement.compare("large", pod);
        assertThat(agreement.wanted()).as("the webhook leaves it alone").isZero();
        assertThat(agreement.broken()).isEmpty();
    }
}
