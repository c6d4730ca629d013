package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.review.yaml.Document;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns the objects of a cluster into manifests, one at a time.
 *
 * @param host of the API server, which stands for a file's name
 * @param selected whether API servers call the webhook for pods of a namespace
 */
public record LiveObjects(String host, Predicate<String> selected) {

    /**
     * Returns the pod that an object is, or makes; none for one whose controller is reviewed instead, and for one that
     * has ended or is about to.
     */
    public Manifest manifest(ObjectNode object) {
        ManifestBuilder manifest = new ManifestBuilder(host, Input.NAMED);
        if (Controllers.isReviewed(object)) {
            String namespace = object.at("/metadata/namespace").asText();
            Origin.Live origin = new Origin.Live(Controllers.restart(object), selected.test(namespace));
            PodTemplates.collect(Document.live(host, object), origin, manifest);
        } else {
            manifest.object();
        }
        return manifest.build(Optional.empty());
    }
}
