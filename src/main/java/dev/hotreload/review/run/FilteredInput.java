package dev.hotreload.review.run;

import dev.hotreload.decision.Policy;
import dev.hotreload.review.Review;
import dev.hotreload.review.fix.FixedManifest;
import dev.hotreload.review.input.Manifest;
import dev.hotreload.review.input.ManifestFiles;
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
public record FilteredInput(Manifest input, Review review, String text) {

    public static FilteredInput read(InputStream stdin, Policy policy, String namespace) {
        List<Manifest> manifests = new ArrayList<>();
        ManifestFiles.read(List.of(ManifestFiles.STDIN), stdin, manifests::add);
        return of(manifests.get(0), policy, namespace);
    }

    public static FilteredInput of(Manifest input, Policy policy, String namespace) {
        List<FixedManifest> fixed = new ArrayList<>();
        ReviewRun run = new ReviewRun(policy, namespace, Optional.of(fixed::add));
        run.accept(input);
        String text = fixed.isEmpty() ? input.text().orElse("") : fixed.get(0).after();
        return new FilteredInput(input, run.review(1), text);
    }
}
