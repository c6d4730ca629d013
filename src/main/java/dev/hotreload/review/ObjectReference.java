package dev.hotreload.review;

import java.util.Map;

/**
 * The Kubernetes object that is a pod, or that makes pods.
 *
 * @param apiVersion empty when the object does not name it
 * @param kind for example {@code Deployment}
 * @param namespace empty when the object does not name one
 * @param name of the object
 * @param labels of the object, which show what made it
 */
public record ObjectReference(
        String apiVersion, String kind, String namespace, String name, Map<String, String> labels) {

    public ObjectReference {
        labels = Map.copyOf(labels);
    }

    /** Returns the same object; where it does not name a namespace, it is in this one. */
    public ObjectReference within(String other) {
        return namespace.isEmpty() ? new ObjectReference(apiVersion, kind, other, name, labels) : this;
    }

    /** Returns the object as people name it, for example {@code Deployment monitoring/prometheus-server}. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
