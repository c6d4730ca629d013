package dev.hotreload.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.StrictTypes;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Policy;
import dev.hotreload.decision.Reason;
import dev.hotreload.pod.PodReader;
import io.fabric8.kubernetes.api.model.admission.v1.AdmissionReview;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of answers, webhook.md section 1, as far as it is not HTTP's. */
class AdmissionResultsTest {

    private static ObjectNode pod(String name) {
        return ManifestFixtures.read(Path.of("src/test/resources/cases", name, "input.yaml"))
                .get(0)
                .deepCopy();
    }

    private static AdmissionResult handle(Policy policy, byte[] body) {
        return AdmissionHandler.ofPods(() -> policy).handle(body);
    }

    private static JsonNode response(Policy policy, byte[] body) throws IOException {
        byte[] answer = ((AdmissionResult.Responded) handle(policy, body)).body();
        AdmissionReview typed = StrictTypes.MAPPER.readValue(answer, AdmissionReview.class);
        assertThat(typed.getResponse().getAllowed()).as("never allowed: false").isTrue();
        assertThat(typed.getResponse().getPatch() == null)
                .as("a patch and its type come together")
                .isEqualTo(typed.getResponse().getPatchType() == null);
        return ManifestFixtures.JSON.readTree(answer).get("response");
    }

    private static JsonNode response(byte[] body) throws IOException {
        return response(Policy.DEFAULT, body);
    }

    private static Policy in(Mode mode) {
        return new Policy(mode, Policy.DEFAULT.flags(), Policy.DEFAULT.namespaces());
    }

    private static Map<String, String> annotations(JsonNode response) {
        return ManifestFixtures.JSON.convertValue(
                response.get("auditAnnotations"),
                new com.fasterxml.jackson.core.type.TypeReference<Map<String, String>>() {});
    }

    @ParameterizedTest
    @CsvSource({
        "row-05-compliant, compliant, ",
        "no-reloader, skipped, NoReloader",
        "no-server-loki, skipped, NotPrometheus",
        "row-09-argument-file, blocked, ArgumentFile",
        "row-05-compliant-agent, compliant, AgentMode",
    })
    void decided_and_nothing_to_patch(String pod, String decision, String reason) throws IOException {
        JsonNode response = response(Reviews.creating(pod(pod)));
        assertThat(response.has("patch")).isFalse();
        assertThat(response.has("patchType")).isFalse();
        assertThat(annotations(response))
                .isEqualTo(
                        reason == null ? Map.of("decision", decision) : Map.of("decision", decision, "reason", reason));
    }

    @Test
    void decided_patch_in_mode_enforce() throws IOException {
        JsonNode response = response(Reviews.creating(pod("chart-25.8.0-empty-extra-flags")));
        assertThat(response.get("patchType").asText()).isEqualTo("JSONPatch");
        assertThat(response.has("warnings"))
                .as("none is needed where a flag is added")
                .isFalse();
        assertThat(annotations(response))
                .isEqualTo(Map.of(
                        "decision", "patched", "flags", "--web.enable-lifecycle,--storage.tsdb.wal-compression"));
    }

    @Test
    void decided_patch_in_mode_audit() throws IOException {
        JsonNode response = response(in(Mode.AUDIT), Reviews.creating(pod("chart-25.8.0-empty-extra-flags")));
        assertThat(response.has("patch")).isFalse();
        assertThat(response.get("warnings"))
                .containsExactly(ManifestFixtures.JSON
                        .getNodeFactory()
                        .textNode("container prometheus-server: would add --web.enable-lifecycle,"
                                + " --storage.tsdb.wal-compression [AuditMode]"));
        assertThat(annotations(response)).containsEntry("decision", "would-patch");
    }

    @Test
    void mode_off_by_annotation() throws IOException {
        ObjectNode pod = pod("chart-25.8.0-empty-extra-flags");
        pod.withObject("/metadata/annotations").put(PodReader.MODE_ANNOTATION, "off");
        assertThat(annotations(response(Reviews.creating(pod))))
                .isEqualTo(Map.of("decision", "skipped", "reason", "ModeOff"));
    }

    @Test
    void an_unknown_mode_is_told_and_the_next_source_decides() throws IOException {
        ObjectNode pod = pod("chart-25.8.0-empty-extra-flags");
        pod.withObject("/metadata/annotations").put(PodReader.MODE_ANNOTATION, "of\nf");
        JsonNode response = response(Reviews.creating(pod));
        assertThat(response.has("patch")).isTrue();
        assertThat(response.get("warnings").get(0).asText()).endsWith(" [InvalidMode]");
        assertThat(annotations(response)).containsEntry("reason", "InvalidMode");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_patch_does_not_hold_its_own_check(boolean inSpec) throws IOException {
        // Streaming reads the first args, a tree the last: a patch for one would be wrong for the other.
        String body = new String(Reviews.creating(pod("chart-25.8.0-empty-extra-flags")), StandardCharsets.UTF_8);
        String twice = inSpec
                ? body.replaceFirst("\"name\":\"prometheus-server\",", "$0\"args\":[],")
                : body.replaceFirst("\"oldObject\":null", "\"object\":{}");
        AdmissionResult.Responded answer =
                (AdmissionResult.Responded) handle(Policy.DEFAULT, twice.getBytes(StandardCharsets.UTF_8));
        if (inSpec) {
            assertThat(answer.response().summary().reasons()).containsExactly(Reason.PATCH_CHECK_FAILED);
        } else {
            assertThat(answer.response().summary().decision()).isEqualTo(DecisionKind.ERROR);
        }
        assertThat(response(twice.getBytes(StandardCharsets.UTF_8)).has("patch"))
                .isFalse();
    }

    @Test
    void an_object_that_is_not_shaped_like_a_pod() throws IOException {
        ObjectNode pod = pod("chart-25.8.0-empty-extra-flags");
        pod.withObject("/spec").put("containers", "secret");
        AdmissionResult.Responded answer = (AdmissionResult.Responded) handle(Policy.DEFAULT, Reviews.creating(pod));
        assertThat(answer.response().problem()).contains("spec.containers is not a list");
        assertThat(annotations(response(Reviews.creating(pod))))
                .isEqualTo(Map.of("decision", "error", "reason", "UnreadablePod"));
        assertThat(annotations(response(Reviews.creating(ManifestFixtures.JSON.nullNode()))))
                .containsEntry("reason", "UnreadablePod");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x | the body is not JSON, line 1, column 1",
                "'{\"kind\":' | the body is not JSON, line 1, column 9",
                "[] | the body is not an object",
                "'' | the body is not an object",
                "{} | kind is not AdmissionReview",
                "{\"kind\": 7} | kind is not a string",
                "{\"kind\": \"Pod\", \"apiVersion\": \"v1\"} | kind is not AdmissionReview",
                "{\"kind\": \"AdmissionReview\"} | apiVersion is not one of admission.k8s.io/v1, admission.k8s.io/v1beta1",
                "{\"kind\": \"AdmissionReview\", \"apiVersion\": \"admission.k8s.io/v2\"} | apiVersion is not one of admission.k8s.io/v1, admission.k8s.io/v1beta1",
                "{\"kind\": \"AdmissionReview\", \"apiVersion\": \"admission.k8s.io/v1\"} | request is missing",
                "{\"kind\": \"AdmissionReview\", \"apiVersion\": \"admission.k8s.io/v1\", \"request\": null} | request is missing",
                "{\"kind\": \"AdmissionReview\", \"apiVersion\": \"admission.k8s.io/v1\", \"request\": []} | request is not an object",
                "{\"kind\": \"AdmissionReview\", \"apiVersion\": \"admission.k8s.io/v1\", \"request\": {}} | request.uid is missing",
                "{\"kind\": \"AdmissionReview\", \"apiVersion\": \"admission.k8s.io/v1\", \"request\": {\"uid\": {}}} | request.uid is not a string",
                "{\"kind\": \"AdmissionReview\", \"apiVersion\": \"admission.k8s.io/v1\", \"request\": {\"uid\": \"u\", \"dryRun\": \"x\"}} | request.dryRun is not true or false",
                "{\"kind\": \"AdmissionReview\", \"apiVersion\": \"admission.k8s.io/v1\", \"request\": {\"uid\": \"u\"}} {} | something follows the AdmissionReview, line 1, column 91",
            })
    void no_review_is_refused_by_the_field(String body, String problem) {
        assertThat(handle(Policy.DEFAULT, body.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new AdmissionResult.Rejected(problem));
    }

    @Test
    void nesting_too_deep_and_broken_text_are_refused() {
        String deep = "{\"kind\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertThat(handle(Policy.DEFAULT, deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AdmissionResult.Rejected.class);
        byte[] broken = {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'};
        assertThat(handle(Policy.DEFAULT, broken)).isInstanceOf(AdmissionResult.Rejected.class);
    }

    @Test
    void an_own_bug_is_told_by_the_uid() {
        AdmissionHandler broken = AdmissionHandler.ofPods(() -> {
            throw new IllegalStateException("bug");
        });
        AdmissionResult answer = broken.handle(Reviews.creating(pod("no-reloader")));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        AdmissionResult.Failed.class,
                        failed -> assertThat(failed.uid()).isEqualTo(Reviews.UID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admission.k8s.io/v1", "admission.k8s.io/v1beta1"})
    void answers_in_the_version_received_with_the_uid(String version) throws IOException {
        byte[] body = Reviews.creating(pod("row-05-compliant"), review -> review.put("apiVersion", version));
        JsonNode answer =
                ManifestFixtures.JSON.readTree(((AdmissionResult.Responded) handle(Policy.DEFAULT, body)).body());
        assertThat(answer.get("apiVersion").asText()).isEqualTo(version);
        assertThat(answer.get("kind").asText()).isEqualTo("AdmissionReview");
        assertThat(answer.at("/response/uid").asText()).isEqualTo(Reviews.UID);
    }

    private static byte[] with(Consumer<ObjectNode> change) {
        return Reviews.creating(
                pod("chart-25.8.0-empty-extra-flags"), review -> change.accept((ObjectNode) review.get("request")));
    }

    @Test
    void acts_only_on_the_creation_of_pods() throws IOException {
        for (byte[] body : new byte[][] {
            with(request -> request.put("operation", "UPDATE")),
            with(request -> request.remove("operation")),
            with(request -> request.put("subResource", "ephemeralcontainers")),
            with(request -> request.withObject("/resource").put("resource", "deployments")),
            with(request -> request.withObject("/resource").put("group", "metrics.k8s.io")),
            with(request -> request.remove("resource")),
            with(request -> {
                // The operation behind the object: the object is read before it is known to be of no interest.
                request.remove("operation");
                request.put("operation", "DELETE");
            }),
        }) {
            assertThat(annotations(response(body)))
                    .isEqualTo(Map.of("decision", "skipped", "reason", "NotPodCreation"));
        }
    }

    @Test
    void leaves_mirror_pods_alone() throws IOException {
        ObjectNode pod = pod("chart-25.8.0-empty-extra-flags");
        pod.withObject("/metadata/annotations").put("kubernetes.io/config.mirror", "x");
        assertThat(annotations(response(Reviews.creating(pod))))
                .isEqualTo(Map.of("decision", "skipped", "reason", "MirrorPod"));
    }

    @Test
    void a_dry_run_is_answered_like_a_real_request() {
        byte[] real = with(request -> request.put("dryRun", false));
        byte[] dry = with(request -> request.put("dryRun", true));
        assertThat(((AdmissionResult.Responded) handle(Policy.DEFAULT, dry)).body())
                .isEqualTo(((AdmissionResult.Responded) handle(Policy.DEFAULT, real)).body());
    }

    @Test
    void the_order_of_fields_does_not_matter() throws IOException {
        byte[] body = with(request -> {
            JsonNode object = request.remove("object");
            ObjectNode rest = request.deepCopy();
            request.removeAll();
            request.set("object", object);
            request.setAll(rest);
        });
        assertThat(response(body).has("patch")).isTrue();
    }

    @Test
    void with_several_servers_the_first_of_patched_blocked_compliant_skipped() throws IOException {
        assertThat(annotations(response(Reviews.creating(pod("two-servers-one-aimed")))))
                .containsEntry("decision", "patched")
                .containsEntry("reason", "ReloaderTargetsElsewhere");
    }

    @ParameterizedTest
    @CsvSource({
        "alice, prom-0, false, true",
        "alice, , false, false",
        "alice, prom-0, true, false",
        "system:serviceaccount:kube-system:replicaset-controller, prom-0, false, false",
        "system:serviceaccount:ci:deployer, prom-0, false, false",
    })
    void a_person_who_creates_a_bare_pod_is_warned_that_its_file_cannot_be_applied_again(
            String user, String name, boolean owned, boolean warned) throws IOException {
        ObjectNode pod = pod("chart-25.8.0-empty-extra-flags");
        ObjectNode metadata = pod.withObject("/metadata");
        metadata.remove("name");
        if (name != null) {
            metadata.put("name", name);
        }
        if (owned) {
            metadata.putArray("ownerReferences")
                    .addObject()
                    .put("kind", "ReplicaSet")
                    .put("name", "x");
        }
        byte[] body = Reviews.creating(
                pod, review -> review.withObject("/request/userInfo").put("username", user));
        JsonNode response = response(body);
        assertThat(response.has("patch")).isTrue();
        assertThat(response.path("warnings").toString().contains("[BarePod]")).isEqualTo(warned);
        assertThat(annotations(response)).doesNotContainKey("reason");
        JsonNode audited = response(in(Mode.AUDIT), body);
        assertThat(audited.path("warnings").toString())
                .as("nothing was changed")
                .doesNotContain("BarePod");
    }

    @Test
    void a_pod_beyond_its_budget_is_admitted_unchanged() throws IOException {
        ObjectNode pod = pod("chart-25.8.0-empty-extra-flags");
        for (int i = 0; i < 300; i++) {
            pod.withArray("/spec/containers").addObject().put("name", "c" + i);
        }
        JsonNode response = response(Reviews.creating(pod));
        assertThat(response.has("patch")).isFalse();
        assertThat(annotations(response)).isEqualTo(Map.of("decision", "error", "reason", "TooComplex"));
    }

    @Test
    void warnings_are_short_plain_few_and_end_with_the_code() throws IOException {
        ObjectNode pod = pod("several-advices");
        pod.withObject("/metadata/annotations").put(PodReader.MODE_ANNOTATION, "x");
        ((ObjectNode) pod.at("/spec/containers/0")).put("name", "p".repeat(200) + "\n\u00e9");
        ((com.fasterxml.jackson.databind.node.ArrayNode) pod.at("/spec/containers/0/args"))
                .set(2, "--web.route-prefix=/\u0007" + "long/".repeat(100));
        JsonNode warnings = response(Reviews.creating(pod)).get("warnings");
        assertThat(warnings)
                .hasSize(5)
                .doesNotHaveDuplicates()
                .allSatisfy(warning -> assertThat(warning.asText())
                        .hasSizeLessThanOrEqualTo(120)
                        .matches("[ -~]+ \\[[A-Za-z]+]")
                        .doesNotStartWith("Warning"));
    }

    @Test
    void every_reason_has_a_phrase_that_fits_beside_a_usual_container_name() {
        for (Reason reason : Reason.values()) {
            int length = "container prometheus-server: ".length()
                    + reason.phrase().length()
                    + reason.code().length()
                    + 3;
            assertThat(length).as(reason.code()).isLessThanOrEqualTo(120);
        }
    }
}
