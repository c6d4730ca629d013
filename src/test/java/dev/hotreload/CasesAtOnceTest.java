package dev.hotreload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.decision.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The cases once more, in one test whose files are read once: what PIT asks about each change of the engine.
 * {@link CasesTest} says which case fails, and takes the way through the review as well.
 */
class CasesAtOnceTest {

    private static final List<Case> CASES = read();
    private static final AdmissionHandler HANDLER = AdmissionHandler.ofPods(() -> Policy.DEFAULT);

    private record Case(String name, JsonNode pod, byte[] body, List<String> verdicts, Optional<JsonNode> patch) {}

    private static List<Case> read() {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/cases"))) {
            return folders.sorted().map(CasesAtOnceTest::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case read(Path folder) {
        try {
            JsonNode pod = ManifestFixtures.read(folder.resolve("input.yaml")).get(0);
            Path patch = folder.resolve("patch.json");
            return new Case(
                    folder.getFileName().toString(),
                    pod,
                    Reviews.creating(pod),
                    Files.readAllLines(folder.resolve("verdict.txt")),
                    Files.exists(patch)
                            ? Optional.of(ManifestFixtures.JSON.readTree(patch.toFile()))
                            : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_case_gives_its_verdicts_and_its_patch() throws IOException {
        for (Case expected : CASES) {
            assertThat(Verdicts.lines(expected.pod())).as(expected.name()).isEqualTo(expected.verdicts());
            AdmissionResult.Responded result = (AdmissionResult.Responded) HANDLER.handle(expected.body());
            assertThat(Reviews.patch(ManifestFixtures.JSON.readTree(result.body())))
                    .as(expected.name())
                    .isEqualTo(expected.patch());
        }
    }
}
