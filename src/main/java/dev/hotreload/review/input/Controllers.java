package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Which controller makes an object of a cluster, and how to have a running pod recreated. */
final class Controllers {

    /** What these make is reviewed as their template. */
    private static final Set<String> REVIEWED_THEMSELVES = Set.of("Deployment", "CronJob");

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    /**
     * A Deployment's ReplicaSet is named after both, and its pods carry the hash (kubernetes
     * pkg/controller/deployment/sync.go, getNewReplicaSet).
     */
    private static final String HASH = "pod-template-hash";

    private Controllers() {}

    /** Returns whether an object has to be reviewed: neither its controller is reviewed instead, nor has it ended. */
    static boolean isReviewed(JsonNode object) {
        boolean made = of(object)
                .filter(owner -> REVIEWED_THEMSELVES.contains(owner.path("kind").asText()))
                .isPresent();
        return !made && !ENDED.contains(object.at("/status/phase").asText());
    }

    private static Optional<JsonNode> of(JsonNode object) {
        return StreamSupport.stream(object.at("/metadata/ownerReferences").spliterator(), false)
                .filter(owner -> owner.path("controller").asBoolean())
                .findFirst();
    }

    /**
     * Returns the command that recreates a pod; empty for what is not a pod, and for a pod that no controller would
     * recreate.
     */
    static String restart(JsonNode object) {
        if (!object.path("kind").asText().equals("Pod")) {
            return "";
        }
        return of(object).map(owner -> restart(object.path("metadata"), owner)).orElse("");
    }

    private static String restart(JsonNode metadata, JsonNode owner) {
        String kubectl = "kubectl -n " + metadata.path("namespace").asText() + " ";
        String kind = owner.path("kind").asText();
        String name = owner.path("name").asText();
        String hash = "-" + metadata.path("labels").path(HASH).asText();
        return switch (kind) {
            case "StatefulSet", "DaemonSet" ->
                kubectl + "rollout restart " + kind.toLowerCase(Locale.ROOT) + " " + name;
            case "ReplicaSet" ->
                hash.length() > 1 && name.endsWith(hash)
                        ? kubectl + "rollout restart deployment " + name.substring(0, name.length() - hash.length())
                        : kubectl + "delete pod " + metadata.path("name").asText();
            case "ReplicationController" ->
                kubectl + "delete pod " + metadata.path("name").asText();
            default -> "";
        };
    }
}
