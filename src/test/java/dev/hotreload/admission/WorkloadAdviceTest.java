package dev.hotreload.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.config.PolicyFile;
import dev.hotreload.decision.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The advice to who applies a workload: warnings, and never a patch. */
class WorkloadAdviceTest {

    private static final String DEPLOYMENT = """
            {kind: Deployment, apiVersion: apps/v1, metadata: {name: p, labels: {helm.sh/chart: prometheus-25.8.0}},
             spec: {template: {spec: {containers: [
               {name: p, image: "prom/prometheus:v2.48.0", args: [ARGS]},
               {name: r, image: "ghcr.io/jimmidyson/configmap-reload:v0.12.0",
                args: ["--webhook-url=http://localhost:9090/-/reload"]}]}}}}
            """;

    private static byte[] review(String workload) {
        ObjectNode review = ManifestFixtures.JSON.createObjectNode();
        review.put("kind", "AdmissionReview").put("apiVersion", "admission.k8s.io/v1");
        ObjectNode request = review.putObject("request").put("uid", "1").put("operation", "UPDATE");
        request.put("namespace", "monitoring");
        request.putObject("resource").put("group", "apps").put("resource", "deployments");
        request.set("object", ManifestFixtures.parse(workload).get(0));
        return review.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode advise(Policy policy, String workload) throws IOException {
        AdmissionResult answer = AdmissionHandler.ofWorkloads(() -> policy).handle(review(workload));
        JsonNode response = ManifestFixtures.JSON
                .readTree(((AdmissionResult.Responded) answer).body())
                .path("response");
        assertThat(response.path("allowed").asBoolean()).isTrue();
        assertThat(response.path("uid").asText()).isEqualTo("1");
        assertThat(response.has("patch")).as("never a patch").isFalse();
        return response;
    }

    private static List<String> warnings(JsonNode response) {
        List<String> warnings = new ArrayList<>();
        response.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        return warnings;
    }

    @Test
    void what_will_be_added_is_told_with_the_source_to_mend() throws IOException {
        JsonNode response = advise(Policy.DEFAULT, DEPLOYMENT.replace("ARGS", "--config.file=/a"));
        assertThat(warnings(response))
                .containsExactly(
                        "container p: its pods will get --web.enable-lifecycle, --storage.tsdb.wal-compression",
                        "In chart prometheus, set server.extraFlags:"
                                + " [web.enable-lifecycle, storage.tsdb.wal-compression]; keep what is there.");
        assertThat(response.at("/auditAnnotations/decision").asText()).isEqualTo("would-patch");
    }

    @Test
    void what_is_blocked_is_told_and_what_is_compliant_is_not() throws IOException {
        assertThat(warnings(advise(Policy.DEFAULT, DEPLOYMENT.replace("ARGS", "--no-web.enable-lifecycle"))))
                .containsExactly("container p: --no-web.enable-lifecycle is set [LifecycleDisabledByOwner]");
        JsonNode compliant = advise(
                Policy.DEFAULT, DEPLOYMENT.replace("ARGS", "--web.enable-lifecycle, --storage.tsdb.wal-compression"));
        assertThat(warnings(compliant)).isEmpty();
        assertThat(compliant.at("/auditAnnotations/decision").asText()).isEqualTo("compliant");
    }

    @ParameterizedTest
    @CsvSource({"audit, would add --web.enable-lifecycle", "off, ''"})
    void the_mode_holds(String mode, String warning) throws Exception {
        Policy policy = PolicyFile.parse("c", "{mode: \"" + mode + "\"}");
        List<String> warnings = warnings(advise(policy, DEPLOYMENT.replace("ARGS", "--config.file=/a")));
        if (warning.isEmpty()) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings.get(0)).contains(warning);
        }
    }

    @Test
    void a_template_that_is_not_shaped_like_a_pod_is_an_error() throws IOException {
        JsonNode response = advise(Policy.DEFAULT, "{kind: Deployment, spec: {template: {spec: {containers: 7}}}}");
        assertThat(response.at("/auditAnnotations/decision").asText()).isEqualTo("error");
        assertThat(response.at("/auditAnnotations/reason").asText()).isEqualTo("UnreadablePod");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: Deployment, spec: {}}",
                "{kind: Deployment, spec: {template: 7}}",
                "{kind: Service}",
            })
    void what_holds_no_template_is_let_through_in_silence(String workload) throws IOException {
        JsonNode response = advise(Policy.DEFAULT, workload);
        assertThat(response.has("warnings")).isFalse();
        assertThat(response.at("/auditAnnotations/decision").asText()).isEqualTo("skipped");
    }

    @Test
    void what_is_no_review_is_refused() {
        assertThat(AdmissionHandler.ofWorkloads(() -> Policy.DEFAULT).handle("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AdmissionResult.Rejected.class);
    }
}
