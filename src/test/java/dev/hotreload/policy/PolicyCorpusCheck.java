package dev.hotreload.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.ManifestFixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The policies on a folder of manifests. Not part of the build, which has its own cases: {@code mvn surefire:test
 * -Dtest=PolicyCorpusCheck -Dcorpus=FOLDER}, after a build.
 */
class PolicyCorpusCheck {

    @Test
    void no_pod_of_the_corpus_is_patched_that_the_webhook_leaves_alone() throws Exception {
        Agreement generated = new Agreement(Policies.PATCHING::patched);
        Agreement usual = new Agreement(Policies.usual()::patched);
        try (var files = Files.list(Path.of(System.getProperty("corpus")))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                for (ManifestFixtures.Made made : ManifestFixtures.pods(file)) {
                    String name = file.getFileName() + " " + made.by();
                    generated.compare(name, made.pod());
                    usual.compare(name, made.pod());
                }
            }
        }
        System.out.println("corpus: policy: " + generated);
        System.out.println("corpus: usual policy: " + usual);
        generated.missed().forEach(missed -> System.out.println("left as it is: " + missed));
        assertThat(generated.broken()).isEmpty();
        assertThat(generated.needless()).isEmpty();
    }
}
