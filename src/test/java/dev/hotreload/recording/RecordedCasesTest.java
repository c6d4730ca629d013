package dev.hotreload.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.decision.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every case of the specification, recorded without what may be secret, has the verdict that it had before. Where a
 * word of the vocabulary is missing, a case is named here.
 */
class RecordedCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases");

    /** Cases that are about a word that is replaced. The recorder counts such a review as changed, and drops it. */
    private static final Set<String> CHANGED = Set.of();

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }

    private static Recording recorded(byte[] review) throws IOException {
        Policy policy = Policy.DEFAULT;
        Recording undecided = new Recording(
                "test",
                Endpoint.MUTATE,
                policy.mode(),
                EnumSet.copyOf(policy.flags()),
                Outcome.of(Endpoint.MUTATE.handler(() -> policy).handle(review)),
                Redaction.of(review));
        return undecided;
    }

    @Test
    void every_case_has_its_verdict_when_it_is_recorded_and_replayed() throws IOException {
        List<String> changed = cases().stream()
                .filter(folder -> {
                    JsonNode pod =
                            ManifestFixtures.read(folder.resolve("input.yaml")).get(0);
                    try {
                        Recording recording = recorded(Reviews.creating(pod));
                        Recording read = Recording.parse(recording.bytes()).orElseThrow();
                        return !Replay.of(read).now().isSameVerdictAs(recording.outcome());
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .map(folder -> folder.getFileName().toString())
                .toList();
        assertThat(changed).containsExactlyInAnyOrderElementsOf(CHANGED);
        assertThat(cases()).hasSizeGreaterThan(200);
    }

    @Test
    void what_is_recorded_has_the_same_recording() throws IOException {
        for (Path folder : cases().subList(0, 40)) {
            JsonNode pod = ManifestFixtures.read(folder.resolve("input.yaml")).get(0);
            byte[] review = Reviews.creating(pod);
            assertThat(Redaction.of(review)).as("stable").isEqualTo(Redaction.of(review));
        }
    }
}
