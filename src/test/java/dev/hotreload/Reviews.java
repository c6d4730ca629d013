package dev.hotreload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.fge.jsonpatch.JsonPatch;
import com.github.fge.jsonpatch.JsonPatchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** AdmissionReviews as the API server sends them, and what it does with the answer. */
public final class Reviews {

    /** The review that the pages show: the pod of chart prometheus 25.8.0 with empty {@code server.extraFlags}. */
    public static final Path EXAMPLE = Path.of("manifests/example/admission-review.json");

    public static final String UID = "705ab4f5-6393-11e8-b7cc-42010a800002";

    private Reviews() {}

    public static byte[] creating(JsonNode pod) {
        return creating(pod, review -> {});
    }

    /** Returns a review of the creation of a pod, after a change to the whole AdmissionReview. */
    public static byte[] creating(JsonNode pod, Consumer<ObjectNode> change) {
        ObjectNode review = ManifestFixtures.JSON.createObjectNode();
        review.put("kind", "AdmissionReview").put("apiVersion", "admission.k8s.io/v1");
        ObjectNode request = review.putObject("request").put("uid", UID);
        request.putObject("kind").put("group", "").put("version", "v1").put("kind", "Pod");
        request.putObject("resource").put("group", "").put("version", "v1").put("resource", "pods");
        request.put("namespace", "monitoring").put("operation", "CREATE");
        request.putObject("userInfo").put("username", "system:serviceaccount:kube-system:replicaset-controller");
        request.set("object", pod);
        request.putNull("oldObject").put("dryRun", false);
        change.accept(review);
        return review.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the patch of an answer. */
    public static Optional<JsonNode> patch(JsonNode review) {
        JsonNode response = review.path("response");
        if (response.has("patch") != response.path("patchType").asText().equals("JSONPatch")) {
            throw new AssertionError("a patch and its type come together or not at all: " + review);
        }
        try {
            return response.has("patch")
                    ? Optional.of(
                            ManifestFixtures.JSON.readTree(response.get("patch").binaryValue()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the pod as the API server stores it. */
    public static JsonNode apply(JsonNode pod, JsonNode review) {
        Optional<JsonNode> patch = patch(review);
        try {
            return patch.isPresent() ? JsonPatch.fromJson(patch.get()).apply(pod) : pod;
        } catch (IOException | JsonPatchException e) {
            throw new AssertionError("the API server could not apply the patch", e);
        }
    }
}
