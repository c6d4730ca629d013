package dev.hotreload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.decision.Policy;
import dev.hotreload.review.Review;
import dev.hotreload.review.fix.FixedManifest;
import dev.hotreload.review.input.ManifestText;
import dev.hotreload.review.run.ReviewRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder of src/test/resources/cases is a rule of the specification: a pod, the verdict for each of its servers,
 * and where it is patched the patch and the pod that comes out. Anyone can add one without touching code.
 */
class CasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases");

    @TestFactory
    Stream<DynamicContainer> every_case() throws IOException {
        List<Path> cases;
        try (Stream<Path> folders = Files.list(CASES)) {
            cases = folders.sorted().toList();
        }
        assertThat(cases).isNotEmpty();
        return cases.stream().map(CasesTest::container);
    }

    private static DynamicContainer container(Path folder) {
        JsonNode pod = ManifestFixtures.read(folder.resolve("input.yaml")).get(0);
        return DynamicContainer.dynamicContainer(
                folder.getFileName().toString(),
                Stream.of(
                        DynamicTest.dynamicTest(
                                "verdict",
                                () -> assertThat(Verdicts.lines(pod))
                                        .isEqualTo(Files.readAllLines(folder.resolve("verdict.txt")))),
                        DynamicTest.dynamicTest("the review says the same", () -> assertReview(folder)),
                        DynamicTest.dynamicTest("patch", () -> assertPatch(folder, pod)),
                        DynamicTest.dynamicTest("twice is once", () -> assertIdempotent(pod))));
    }

    private static void assertPatch(Path folder, JsonNode pod) throws IOException {
        JsonNode answer = answer(pod);
        Path patch = folder.resolve("patch.json");
        if (Files.exists(patch)) {
            assertThat(Reviews.patch(answer)).contains(ManifestFixtures.JSON.readTree(patch.toFile()));
            assertThat(Reviews.apply(pod, answer))
                    .isEqualTo(
                            ManifestFixtures.read(folder.resolve("output.yaml")).get(0));
        } else {
            assertThat(Reviews.patch(answer)).isEmpty();
        }
    }

    /** The other door: the same verdicts, the same patch. */
    private static void assertReview(Path folder) throws IOException {
        Path input = folder.resolve("input.yaml");
        List<FixedManifest> fixed = new ArrayList<>();
        ReviewRun run = new ReviewRun(Policy.DEFAULT, "", Optional.of(fixed::add));
        run.accept(ManifestText.read(input.toString(), Files.readString(input)));
        Review review = run.review(1);
        assertThat(review.problems()).isEmpty();
        List<String> lines = review.findings().stream()
                .map(finding -> Verdicts.line(finding.containerVerdict()))
                .toList();
        assertThat(lines.isEmpty() ? List.of("-\tskip\t\tNotPrometheus") : lines)
                .isEqualTo(Files.readAllLines(folder.resolve("verdict.txt")));
        Path patch = folder.resolve("patch.json");
        assertThat(review.patches()).hasSize(Files.exists(patch) ? 1 : 0);
        if (Files.exists(patch)) {
            assertThat(review.patches().get(0).operations()).isEqualTo(ManifestFixtures.JSON.readTree(patch.toFile()));
            assertThat(review.refused()).isEmpty();
            assertThat(ManifestText.read("fixed", fixed.get(0).after()).documents())
                    .as("the file with the flags is the pod with the flags")
                    .hasToString(
                            ManifestFixtures.read(folder.resolve("output.yaml")).toString());
        }
    }

    private static void assertIdempotent(JsonNode pod) throws IOException {
        JsonNode once = Reviews.apply(pod, answer(pod));
        assertThat(Reviews.patch(answer(once))).isEmpty();
    }

    private static JsonNode answer(JsonNode pod) throws IOException {
        AdmissionResult answer = AdmissionHandler.ofPods(() -> Policy.DEFAULT).handle(Reviews.creating(pod));
        return ManifestFixtures.JSON.readTree(((AdmissionResult.Responded) answer).body());
    }
}
