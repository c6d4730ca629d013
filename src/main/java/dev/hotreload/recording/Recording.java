package dev.hotreload.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Policy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One recorded review. Its file has two lines of JSON: what was decided, and the review.
 *
 * @param version that decided
 * @param mode that applied to the review
 * @param flags that the policy allows
 * @param review an AdmissionReview as UTF-8 JSON on one line
 */
public record Recording(
        String version, Endpoint endpoint, Mode mode, Set<ManagedFlag> flags, Outcome outcome, byte[] review) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How long the first line may be: a patch carries the arguments of a container at most. */
    private static final int LONGEST_HEADER = 1 << 20;

    public Recording {
        flags = Set.copyOf(flags);
    }

    /** Decides a review, and returns it with its outcome. */
    static Recording of(String version, Endpoint endpoint, Mode mode, Set<ManagedFlag> flags, byte[] review) {
        return new Recording(version, endpoint, mode, flags, Outcome.of(decide(endpoint, mode, flags, review)), review);
    }

    /** Returns what this version makes of the review. */
    AdmissionResult replay() {
        return decide(endpoint, mode, flags, review);
    }

    private static AdmissionResult decide(Endpoint endpoint, Mode mode, Set<ManagedFlag> flags, byte[] review) {
        Policy policy = new Policy(mode, flags, List.of());
        return endpoint.handler(() -> policy).handle(review);
    }

    byte[] bytes() {
        ObjectNode header = JSON.createObjectNode();
        header.put("version", version).put("endpoint", endpoint.path()).put("mode", mode.toString());
        flags.stream().map(ManagedFlag::configKey).sorted().forEach(header.putArray("flags")::add);
        outcome.write(header.putObject("outcome"));
        byte[] first = (header + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(first, first.length + review.length + 1);
        System.arraycopy(review, 0, all, first.length, review.length);
        all[all.length - 1] = '\n';
        return all;
    }

    /** Reads the content of a file; empty when it is not a recording. */
    public static Optional<Recording> parse(byte[] content) {
        int end = 0;
        while (end < content.length && end < LONGEST_HEADER && content[end] != '\n') {
            end++;
        }
        try {
            JsonNode header = JSON.readTree(new String(content, 0, end, StandardCharsets.UTF_8));
            Optional<Endpoint> endpoint = Endpoint.at(header.path("endpoint").asText());
            Optional<Mode> mode = Mode.parse(header.path("mode").asText());
            if (endpoint.isEmpty() || mode.isEmpty() || !header.path("outcome").isObject()) {
                return Optional.empty();
            }
            return Optional.of(new Recording(
                    header.path("version").asText(),
                    endpoint.get(),
                    mode.get(),
                    flags(header.path("flags")),
                    Outcome.read(header.path("outcome")),
                    Arrays.copyOfRange(content, Math.min(end + 1, content.length), content.length)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Set<ManagedFlag> flags(JsonNode keys) {
        Set<ManagedFlag> flags = EnumSet.noneOf(ManagedFlag.class);
        for (JsonNode key : keys) {
            Arrays.stream(ManagedFlag.values())
                    .filter(flag -> flag.configKey().equals(key.asText()))
                    .forEach(flags::add);
        }
        return flags;
    }
}
