package dev.hotreload.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.decision.Policy;
import dev.hotreload.review.input.ManifestText;
import dev.hotreload.review.report.Problems;
import dev.hotreload.review.run.ReviewRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failure of the tool itself is a problem of what it was reviewing, and the rest is reviewed. */
class ReviewRunTest {

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, OutOfMemoryError.class, IllegalStateException.class})
    void a_failure_on_one_file_leaves_the_others(Class<? extends Throwable> kind) {
        ReviewRun run = new ReviewRun(Policy.DEFAULT, "", Optional.of(fixed -> {
            if (fixed.name().equals("bad.yaml")) {
                fail(kind);
            }
        }));
        run.accept(ManifestText.read("bad.yaml", ReviewFixtures.DEPLOYMENT));
        run.accept(ManifestText.read("good.yaml", ReviewFixtures.DEPLOYMENT));
        Review review = run.review(2);
        assertThat(review.findings()).hasSize(2);
        assertThat(review.fixes().diffs()).hasSize(1);
        StringWriter err = new StringWriter();
        Problems.print(review, new PrintWriter(err));
        assertThat(err.toString())
                .startsWith("bad.yaml: internal error; this part was not reviewed, everything else was.\n"
                        + "hot-reload: internal error. Please report it, with these lines, at https://")
                .contains("\n" + kind.getName() + "\n    at dev.hotreload.review.ReviewRunTest.")
                .doesNotContain("good.yaml");
    }

    private static void fail(Class<? extends Throwable> kind) {
        if (kind == StackOverflowError.class) {
            throw new StackOverflowError();
        }
        if (kind == OutOfMemoryError.class) {
            throw new OutOfMemoryError();
        }
        throw new IllegalStateException("a secret");
    }
}
