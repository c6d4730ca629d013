package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What makes a running pod, and how to have it made anew. */
final class Controllers {

    /**
     * A Deployment's ReplicaSet is named after both, and its pods carry the hash
     * (kubernetes pkg/controller/deployment/sync.go, getNewReplicaSet).
     */
    private static final String HASH = "pod-template-hash";

    private Controllers() {}

    /** Returns the reference to the controller of an object. */
    static Optional<JsonNode> of(JsonNode object) {
        return StreamSupport.stream(object.at("/metadata/ownerReferences").spliterator(), false)
                .filter(owner -> owner.path("controller").asBoolean())
                .findFirst();
    }

    /** Returns the command that makes a pod anew; empty for what is no pod, and for a pod that nothing would make again. */
    static String restart(JsonNode object) {
        if (!object.path("kind").asText().equals("Pod")) {
            return "";
        }
        JsonNode metadata = object.path("metadata");
        String kubectl = "kubectl -n " + metadata.path("namespace").asText() + " ";
        return of(object)
                .map(owner -> {
                    String kind = owner.path("kind").asText();
                    String name = owner.path("name").asText();
                    String hash = "-" + metadata.path("labels").path(HASH).asText();
                    boolean deployed = kind.equals("ReplicaSet") && hash.length() > 1 && name.endsWith(hash);
                    if (deployed) {
                        return kubectl + "rollout restart deployment "
                                + name.substring(0, name.length() - hash.length());
                    }
                    return switch (kind) {
                        case "StatefulSet", "DaemonSet" ->
                            kubectl + "rollout restart " + kind.toLowerCase(java.util.Locale.ROOT) + " " + name;
                        case "ReplicaSet", "ReplicationController" ->
                            kubectl + "delete pod " + metadata.path("name").asText();
                        default -> "";
                    };
                })
                .orElse("");
    }
}
