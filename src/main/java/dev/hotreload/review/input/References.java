package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.review.values.WaitingRelease;
import dev.hotreload.review.yaml.Document;
import java.util.List;

/**
 * What ties a manifest to others of the same input.
 *
 * @param waiting releases whose chart or values stand in other objects
 * @param offers objects that such a release may refer to
 */
public record References(List<WaitingRelease> waiting, List<Offer> offers) {

    static final References NONE = new References(List.of(), List.of());

    public References {
        waiting = List.copyOf(waiting);
        offers = List.copyOf(offers);
    }

    /** An object that a release may refer to. */
    public record Offer(Document document, JsonNode object) {}

    boolean isEmpty() {
        return waiting.isEmpty() && offers.isEmpty();
    }
}
