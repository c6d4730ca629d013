package dev.hotreload.review.run;

import dev.hotreload.decision.Policy;
import dev.hotreload.review.Review;
import dev.hotreload.review.fix.FixedManifest;
import dev.hotreload.review.input.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stream of manifests with the flags in it.
 *
 * @param review of what was read
 * @param text with all the flags that could be inserted
 */
public record FilteredInput(Review review, String text) {

    /**
     * Reviews a manifest and inserts the flags.
     *
     * @param namespace of objects that do not name one; empty to leave it open
     */
    public static FilteredInput of(Manifest input, Policy policy, String namespace) {
        List<FixedManifest> fixed = new ArrayList<>();
        ReviewRun run = new ReviewRun(policy, namespace, Optional.of(fixed::add));
        run.accept(input);
        String text = fixed.isEmpty() ? input.text().orElse("") : fixed.get(0).after();
        return new FilteredInput(run.review(1), text);
    }
}
