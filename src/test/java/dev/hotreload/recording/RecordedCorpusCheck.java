package dev.hotreload.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Records and replays every pod of a folder of manifests. Not part of the build, which has its own cases: {@code mvn
 * surefire:test -Dtest=RecordedCorpusCheck -Dcorpus=FOLDER}, after a build.
 */
class RecordedCorpusCheck {

    @Test
    void every_pod_has_its_verdict_when_it_is_recorded_and_replayed() throws IOException {
        List<Path> files;
        try (var found = Files.list(Path.of(System.getProperty("corpus")))) {
            files = found.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        int pods = 0;
        Set<String> changed = new TreeSet<>();
        for (Path file : files) {
            for (ManifestFixtures.Made made : ManifestFixtures.pods(file)) {
                pods++;
                if (RecordedCasesTest.isChangedByRecording(Reviews.creating(made.pod()))) {
                    changed.add(file.getFileName() + " " + made.by());
                }
            }
        }
        System.out.println(
                "corpus: " + pods + " pods recorded and replayed, " + changed.size() + " with another verdict");
        assertThat(changed).isEmpty();
        assertThat(pods).isPositive();
    }
}
