package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.review.Restart;
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

    /**
     * Returns whether an object has to be reviewed: neither its controller is reviewed instead, nor has it ended or is
     * about to.
     */
    static boolean isReviewed(JsonNode object) {
        boolean made = of(object)
                .filter(owner -> REVIEWED_THEMSELVES.contains(owner.path("kind").asText()))
                .isPresent();
        return !made
                && object.at("/metadata/deletionTimestamp").isMissingNode()
                && !ENDED.contains(object.at("/status/phase").asText());
    }

    private static Optional<JsonNode> of(JsonNode object) {
        return StreamSupport.stream(object.at("/metadata/ownerReferences").spliterator(), false)
                .filter(owner -> owner.path("controller").asBoolean())
                .findFirst();
    }

    /** Returns what recreates a pod; empty for what is not a pod, and for a pod that no controller would recreate. */
    static Optional<Restart> restart(JsonNode object) {
        if (!object.path("kind").asText().equals("Pod")) {
            return Optional.empty();
        }
        return of(object).flatMap(owner -> restart(object.path("metadata"), owner));
    }

    private static Optional<Restart> restart(JsonNode metadata, JsonNode owner) {
        String namespace = metadata.path("namespace").asText();
        Restart pod =
                new Restart(Restart.Kind.POD, namespace, metadata.path("name").asText());
        String name = owner.path("name").asText();
        String hash = "-" + metadata.path("labels").path(HASH).asText();
        return switch (owner.path("kind").asText()) {
            case "StatefulSet" -> Optional.of(new Restart(Restart.Kind.STATEFUL_SET, namespace, name));
            case "DaemonSet" -> Optional.of(new Restart(Restart.Kind.DAEMON_SET, namespace, name));
            case "ReplicaSet" ->
                Optional.of(
                        hash.length() > 1 && name.endsWith(hash)
                                ? new Restart(
                                        Restart.Kind.DEPLOYMENT,
                                        namespace,
                                        name.substring(0, name.length() - hash.length()))
                                : pod);
            case "ReplicationController" -> Optional.of(pod);
            default -> Optional.empty();
        };
    }
}
