package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.review.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What one file, the standard input, or one page of a cluster's list holds.
 *
 * @param name of the file as it was given
 * @param text of the file; empty where there is none, or it cannot be read
 * @param documents what the text holds, one tree for each document; the pods are parts of them
 * @param objects how many Kubernetes objects
 * @param pods that they are, or make
 * @param problems what could not be read or reviewed
 * @param remarks what is no error and yet to be said
 */
public record Manifest(
        String name,
        Optional<String> text,
        List<JsonNode> documents,
        int objects,
        List<LocatedPod> pods,
        List<Problem> problems,
        List<Problem> remarks) {

    public Manifest {
        documents = List.copyOf(documents);
        pods = List.copyOf(pods);
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }
}
