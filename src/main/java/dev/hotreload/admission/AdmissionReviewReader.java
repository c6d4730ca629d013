package dev.hotreload.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.hotreload.pod.PodReader;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an AdmissionReview in one pass, without a tree: nearly all pods of a cluster need no patch. */
final class AdmissionReviewReader {

    private static final Set<String> API_VERSIONS = Set.of("admission.k8s.io/v1", "admission.k8s.io/v1beta1");
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private @Nullable String problem;
    private String kind = "";
    private String apiVersion = "";
    private boolean hasRequest;
    private String uid = "";
    private String namespace = "";
    private String name = "";
    private String operation = "CREATE";
    private String resource = "/pods";
    private String subResource = "";
    private boolean hasOperation;
    private boolean hasResource;
    private boolean dryRun;
    private PodReader.Result pod = new PodReader.Result.Unreadable("request.object is missing");

    private AdmissionReviewReader(JsonParser parser) {
        this.parser = parser;
    }

    /** What was read. */
    sealed interface Result {
        /** An AdmissionReview with a request. */
        record Accepted(AdmissionRequest request) implements Result {}

        /** Something else; one sentence names the field, and holds nothing of the body. */
        record Refused(String problem) implements Result {}
    }

    static Result read(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            AdmissionReviewReader reader = new AdmissionReviewReader(parser);
            reader.readReview();
            return reader.result();
        } catch (StreamConstraintsException e) {
            return new Result.Refused("the body goes beyond what is read: nesting of 1000, names of 50,000 characters");
        } catch (StreamReadException e) {
            return new Result.Refused("the body is not JSON" + at(e.getLocation()));
        } catch (IOException e) {
            return new Result.Refused("the body is not text in UTF-8, UTF-16 or UTF-32");
        }
    }

    private Result result() {
        if (problem == null) {
            problem = missing();
        }
        return problem != null
                ? new Result.Refused(problem)
                : new Result.Accepted(
                        new AdmissionRequest(apiVersion, uid, namespace, name, dryRun, isPodCreation(), pod));
    }

    private @Nullable String missing() {
        if (!kind.equals("AdmissionReview")) {
            return "kind is not AdmissionReview";
        }
        if (!API_VERSIONS.contains(apiVersion)) {
            return "apiVersion is none of admission.k8s.io/v1, admission.k8s.io/v1beta1";
        }
        if (!hasRequest) {
            return "request is missing";
        }
        return uid.isEmpty() ? "request.uid is missing" : null;
    }

    private boolean isPodCreation() {
        return hasOperation
                && hasResource
                && operation.equals("CREATE")
                && resource.equals("/pods")
                && subResource.isEmpty();
    }

    private void readReview() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            complain("the body is not a JSON object");
            return;
        }
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "kind" -> kind = string("kind");
                case "apiVersion" -> apiVersion = string("apiVersion");
                case "request" -> readRequest();
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            complain("something follows the AdmissionReview" + at(parser.currentTokenLocation()));
        }
    }

    private void readRequest() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            hasRequest = parser.currentToken() != JsonToken.VALUE_NULL;
            if (hasRequest) {
                complain("request is no object");
            }
            parser.skipChildren();
            return;
        }
        hasRequest = true;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "uid" -> uid = string("request.uid");
                case "namespace" -> namespace = string("request.namespace");
                case "name" -> name = string("request.name");
                case "operation" -> {
                    operation = string("request.operation");
                    hasOperation = true;
                }
                case "resource" -> {
                    resource = groupResource();
                    hasResource = true;
                }
                case "subResource" -> subResource = string("request.subResource");
                case "dryRun" -> dryRun = bool("request.dryRun");
                case "object" -> readObject();
                default -> parser.skipChildren();
            }
        }
    }

    /** What is told before the object, and the API server tells it first, spares the reading of other objects. */
    private void readObject() throws IOException {
        boolean mayBePod = operation.equals("CREATE") && resource.equals("/pods") && subResource.isEmpty();
        if (mayBePod && parser.currentToken() != JsonToken.VALUE_NULL) {
            pod = PodReader.read(parser);
        } else {
            parser.skipChildren();
        }
    }

    private String groupResource() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            complain("request.resource is no object");
            parser.skipChildren();
            return "";
        }
        String group = "";
        String plural = "";
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "group" -> group = string("request.resource.group");
                case "resource" -> plural = string("request.resource.resource");
                default -> parser.skipChildren();
            }
        }
        return group + "/" + plural;
    }

    private String string(String place) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            complain(place + " is no string");
            parser.skipChildren();
        }
        return "";
    }

    private boolean bool(String place) throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE && token != JsonToken.VALUE_NULL) {
            complain(place + " is neither true nor false");
            parser.skipChildren();
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private void complain(String what) {
        if (problem == null) {
            problem = what;
        }
    }

    private static String at(JsonLocation location) {
        return ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
