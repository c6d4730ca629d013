package dev.hotreload.admission;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Optional;

/**
 * What of an AdmissionReview's request matters here.
 *
 * @param apiVersion of the envelope, in which it is answered
 * @param uid not empty
 * @param namespace empty when it has none
 * @param username of who sent the request; empty when it is not given
 * @param dryRun whether nothing will be stored
 */
public record AdmissionRequest(
        String apiVersion, String uid, String namespace, String username, boolean dryRun, AdmissionObject object) {

    /** The API server's name for its own components and for service accounts begins so. */
    private static final String SYSTEM = "system:";

    /** Returns the metadata of the pod that is created; empty when there is none, or it could not be read. */
    public Optional<ObjectMeta> metadata() {
        return object.fold(
                created -> created.pod()
                        .fold(
                                parsed -> Optional.of(parsed.pod().getMetadata()),
                                problem -> Optional.empty(),
                                Optional::empty),
                Optional::empty);
    }

    /** Returns whether a person sent it, as far as the name of the user tells. */
    boolean isFromPerson() {
        return !username.isEmpty() && !username.startsWith(SYSTEM);
    }
}
