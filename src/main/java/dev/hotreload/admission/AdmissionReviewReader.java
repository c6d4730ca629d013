package dev.hotreload.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.hotreload.decision.SourceHint;
import dev.hotreload.json.JsonWalk;
import dev.hotreload.pod.PodReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads an AdmissionReview in one pass, without a tree: nearly all pods of a cluster need no patch. */
final class AdmissionReviewReader {

    private static final Set<String> API_VERSIONS = Set.of("admission.k8s.io/v1", "admission.k8s.io/v1beta1");

    /** Names are not interned: a body may hold a million of them, and the JVM keeps each. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final JsonParser parser;
    private final JsonWalk walk;
    private final Subject subject;
    private boolean hasRequest;
    private boolean hasObject;
    private boolean isAmbiguous;
    private String kind = "";
    private String apiVersion = "";
    private String uid = "";
    private String namespace = "";
    private String username = "";
    private Optional<String> operation = Optional.empty();
    private Optional<String> resource = Optional.empty();
    private String subResource = "";
    private boolean dryRun;
    private final Map<String, String> labels = new HashMap<>();
    private Optional<PodReader.Result> pod = Optional.empty();

    private AdmissionReviewReader(JsonParser parser, Subject subject) {
        this.parser = parser;
        this.subject = subject;
        walk = new JsonWalk(parser, "the body");
    }

    /** What was read. */
    sealed interface Result {

        /** Returns the result of the function for the case that this is. */
        <T> T fold(Function<AdmissionRequest, T> accepted, Function<String, T> rejected);

        /** An AdmissionReview with a request. */
        record Accepted(AdmissionRequest request) implements Result {
            @Override
            public <T> T fold(Function<AdmissionRequest, T> accepted, Function<String, T> rejected) {
                return accepted.apply(request);
            }
        }

        /** Something else; one sentence names the field, and holds nothing of the body. */
        record Rejected(String problem) implements Result {
            @Override
            public <T> T fold(Function<AdmissionRequest, T> accepted, Function<String, T> rejected) {
                return rejected.apply(problem);
            }
        }
    }

    static Result read(byte[] body, Subject subject) {
        try (JsonParser parser = JSON.createParser(body)) {
            AdmissionReviewReader reader = new AdmissionReviewReader(parser, subject);
            reader.readReview();
            return reader.result();
        } catch (StreamConstraintsException e) {
            return new Result.Rejected("the body exceeds a limit: nesting of 1000, names of 50,000 characters");
        } catch (StreamReadException e) {
            return new Result.Rejected("the body is not JSON" + at(e.getLocation()));
        } catch (IOException e) {
            return new Result.Rejected("the body is not text in UTF-8, UTF-16 or UTF-32");
        }
    }

    private Result result() {
        return walk.problem()
                .or(this::missing)
                .<Result>map(Result.Rejected::new)
                .orElseGet(() -> new Result.Accepted(
                        new AdmissionRequest(apiVersion, uid, namespace, username, dryRun, object())));
    }

    private Optional<String> missing() {
        if (!kind.equals("AdmissionReview")) {
            return Optional.of("kind is not AdmissionReview");
        }
        if (!API_VERSIONS.contains(apiVersion)) {
            return Optional.of("apiVersion is not one of admission.k8s.io/v1, admission.k8s.io/v1beta1");
        }
        if (!hasRequest) {
            return Optional.of("request is missing");
        }
        return uid.isEmpty() ? Optional.of("request.uid is missing") : Optional.empty();
    }

    private AdmissionObject object() {
        boolean concerned = switch (subject) {
            case POD -> operation.isPresent() && resource.isPresent() && mayBePodCreation();
            case WORKLOAD -> pod.isPresent();
        };
        if (!concerned) {
            return new AdmissionObject.Other();
        }
        // Of two objects one parser takes the first, and another the last.
        PodReader.Result read = isAmbiguous
                ? new PodReader.Result.Unreadable("request.object is given twice")
                : pod.orElseGet(() -> new PodReader.Result.Unreadable("request.object is missing"));
        return new AdmissionObject.PodOrTemplate(labels, read);
    }

    private void readReview() throws IOException {
        parser.nextToken();
        walk.requiredObject(field -> {
            switch (field) {
                case "kind" -> kind = walk.string().orElse("");
                case "apiVersion" -> apiVersion = walk.string().orElse("");
                case "request" -> {
                    isAmbiguous |= hasRequest;
                    hasRequest |= !walk.isNull();
                    walk.object(this::readRequest);
                }
                default -> walk.skip();
            }
        });
        if (parser.nextToken() != null) {
            walk.complain("something follows the AdmissionReview" + at(parser.currentTokenLocation()));
        }
    }

    private void readRequest(String field) throws IOException {
        switch (field) {
            case "uid" -> uid = walk.string().orElse("");
            case "namespace" -> namespace = walk.string().orElse("");
            case "operation" -> operation = walk.string();
            case "resource" -> resource = Optional.of(groupResource());
            case "subResource" -> subResource = walk.string().orElse("");
            case "dryRun" -> dryRun = walk.bool();
            case "userInfo" ->
                walk.object(info -> {
                    if (info.equals("username")) {
                        username = walk.string().orElse("");
                    } else {
                        walk.skip();
                    }
                });
            case "object" -> {
                isAmbiguous |= hasObject;
                hasObject = true;
                readObject();
            }
            default -> walk.skip();
        }
    }

    private void readObject() throws IOException {
        switch (subject) {
            case POD -> {
                // What comes before the object tells whether it is a pod; the API server sends it first.
                if (mayBePodCreation() && parser.currentToken() != JsonToken.VALUE_NULL) {
                    pod = Optional.of(PodReader.read(parser));
                } else {
                    walk.skip();
                }
            }
            case WORKLOAD -> walk.object(this::readWorkload);
        }
    }

    private void readWorkload(String field) throws IOException {
        switch (field) {
            case "metadata" ->
                walk.object(meta -> {
                    if (meta.equals("labels")) {
                        labels.putAll(walk.strings(SourceHint.LABELS));
                    } else {
                        walk.skip();
                    }
                });
            case "spec" ->
                walk.object(spec -> {
                    if (spec.equals("template") && parser.currentToken() == JsonToken.START_OBJECT) {
                        pod = Optional.of(PodReader.read(parser));
                    } else {
                        walk.skip();
                    }
                });
            default -> walk.skip();
        }
    }

    private boolean mayBePodCreation() {
        return operation.orElse("CREATE").equals("CREATE")
                && resource.orElse("/pods").equals("/pods")
                && subResource.isEmpty();
    }

    private String groupResource() throws IOException {
        Map<String, String> parts = new HashMap<>();
        walk.requiredObject(field -> {
            switch (field) {
                case "group", "resource" -> parts.put(field, walk.string().orElse(""));
                default -> walk.skip();
            }
        });
        return parts.getOrDefault("group", "") + "/" + parts.getOrDefault("resource", "");
    }

    private static String at(JsonLocation location) {
        return ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
