package dev.hotreload.it;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.Verdicts;
import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.decision.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A pod as it was created and as it is stored once the webhook has decided; its Prometheus container stands first. */
record PatchedPod(JsonNode created, JsonNode stored) {

    /** Puts containers, given in YAML as the items of a list, into a pod and asks the webhook. */
    static PatchedPod of(String containers) {
        JsonNode pod = ManifestFixtures.parse("""
                apiVersion: v1
                kind: Pod
                metadata: {name: prometheus, namespace: monitoring}
                spec:
                  containers:
                """ + containers.indent(2)).get(0);
        AdmissionResult result = AdmissionHandler.ofPods(() -> Policy.DEFAULT).handle(Reviews.creating(pod));
        try {
            JsonNode review = ManifestFixtures.JSON.readTree(((AdmissionResult.Responded) result).body());
            return new PatchedPod(pod, Reviews.apply(pod, review));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Prometheus container, given in YAML, and beside it a reloader that calls it. */
    static PatchedPod withReloader(String prometheus) {
        return of(prometheus.strip() + """

                - name: reloader
                  image: quay.io/prometheus-operator/prometheus-config-reloader:v0.85.0
                  args: [--watched-dir=/etc/config, "--reload-url=http://localhost:9090/-/reload"]
                """);
    }

    /** Returns what {@code verdict.txt} of a case would say. */
    List<String> verdicts() {
        return Verdicts.lines(created);
    }

    boolean isPatched() {
        return !created.equals(stored);
    }

    JsonNode prometheusBefore() {
        return created.at("/spec/containers/0");
    }

    JsonNode prometheus() {
        return stored.at("/spec/containers/0");
    }

    JsonNode caller() {
        return stored.at("/spec/containers/1");
    }
}
