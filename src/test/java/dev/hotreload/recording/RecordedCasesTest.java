package dev.hotreload.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.decision.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every case of the specification, recorded without what may be secret, has the verdict that it had before. Where a
 * word of the vocabulary is missing, a case is named here.
 */
class RecordedCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases");

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }

    /** Returns whether a review has another verdict after it has been recorded, written, read and replayed. */
    static boolean isChangedByRecording(byte[] review) throws IOException {
        Policy policy = Policy.DEFAULT;
        Outcome before = Outcome.of(Endpoint.MUTATE.handler(() -> policy).handle(review));
        Recording recording =
                Recording.of("test", Endpoint.MUTATE, policy.mode(), policy.flags(), Redaction.of(review));
        Replay replay = Replay.of(Recording.parse(recording.bytes()).orElseThrow());
        return replay.differs() || !replay.now().isSameVerdictAs(before);
    }

    private static byte[] review(Path folder) {
        return Reviews.creating(
                ManifestFixtures.read(folder.resolve("input.yaml")).get(0));
    }

    @Test
    void every_case_has_its_verdict_when_it_is_recorded_and_replayed() throws IOException {
        Set<String> changed = new TreeSet<>();
        for (Path folder : cases()) {
            if (isChangedByRecording(review(folder))) {
                changed.add(folder.getFileName().toString());
            }
        }
        assertThat(changed).as("is a word missing in vocabulary.txt?").isEmpty();
        assertThat(cases()).hasSizeGreaterThan(200);
    }

    @Test
    void the_same_review_is_the_same_recording() throws IOException {
        for (Path folder : cases()) {
            assertThat(Redaction.of(review(folder))).isEqualTo(Redaction.of(review(folder)));
        }
    }
}
