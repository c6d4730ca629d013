package dev.hotreload;

import dev.hotreload.decision.Policy;
import dev.hotreload.review.Review;
import dev.hotreload.review.ReviewRun;
import dev.hotreload.review.fix.FixedManifest;
import dev.hotreload.review.input.Manifest;
import dev.hotreload.review.input.Manifests;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stream with the flags in it.
 *
 * @param input as it was read
 * @param review of it
 * @param text with all the flags that could be inserted
 */
record FilteredInput(Manifest input, Review review, String text) {

    static FilteredInput read(InputStream stdin, Policy policy, String namespace) {
        List<Manifest> manifests = new ArrayList<>();
        Manifests.read(List.of(Manifests.STDIN), stdin, manifests::add);
        return of(manifests.get(0), policy, namespace);
    }

    static FilteredInput of(Manifest input, Policy policy, String namespace) {
        List<FixedManifest> fixed = new ArrayList<>();
        ReviewRun run = new ReviewRun(policy, namespace, Optional.of(fixed::add));
        run.accept(input);
        String text = fixed.isEmpty() ? input.text().orElse("") : fixed.get(0).after();
        return new FilteredInput(input, run.review(1), text);
    }
}
