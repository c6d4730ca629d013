package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import java.util.List;
import java.util.Optional;

/**
 * One file, the standard input, or one object of a cluster.
 *
 * @param name of the file as the user gave it
 * @param input how it came to be read
 * @param text of the file; empty where there is none, or it cannot be read
 * @param contents what it holds
 * @param problems what could not be read or reviewed
 * @param remarks what the user should know and what is not an error
 */
public record Manifest(
        String name,
        Input input,
        Optional<String> text,
        Contents contents,
        List<Problem> problems,
        List<Problem> remarks) {

    public Manifest {
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    /**
     * What a manifest holds.
     *
     * @param documents one tree for each document of the text; the pods are parts of them
     * @param objects how many Kubernetes objects
     * @param unrelated how many documents are not Kubernetes objects, where that is not an error
     * @param pods that the objects are, or make
     * @param references between its objects and those of other manifests
     */
    public record Contents(
            List<JsonNode> documents, int objects, int unrelated, List<LocatedPod> pods, References references) {

        static final Contents NONE = new Contents(List.of(), 0, 0, List.of(), References.NONE);

        public Contents {
            documents = List.copyOf(documents);
            pods = List.copyOf(pods);
        }
    }

    /** Returns what is known of an input that cannot be read: why. */
    static Manifest unreadable(String name, String message) {
        Problem problem = new Problem(Place.of(name), message);
        return new Manifest(name, Input.NAMED, Optional.empty(), Contents.NONE, List.of(problem), List.of());
    }

    /** Returns a remark about an input as a whole. */
    static Manifest remark(String name, String message) {
        Problem remark = new Problem(Place.of(name), message);
        return new Manifest(name, Input.NAMED, Optional.empty(), Contents.NONE, List.of(), List.of(remark));
    }

    /** Returns how many Kubernetes objects it holds. */
    public int objects() {
        return contents.objects();
    }

    /** Returns the pods that its objects are, or make. */
    public List<LocatedPod> pods() {
        return contents.pods();
    }

    /** Returns one tree for each document. */
    public List<JsonNode> documents() {
        return contents.documents();
    }
}
