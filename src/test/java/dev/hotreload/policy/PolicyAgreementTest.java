package dev.hotreload.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.decision.PodGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The policy that patches, in the API server's expression language, against the webhook: it patches nothing that the
 * webhook would not patch. Other generated pods: {@code -Dpods.seed=N -Dpods.count=N}.
 */
class PolicyAgreementTest {

    private static final long SEED = Long.getLong("pods.seed", 20_261_125L);
    private static final int COUNT = Integer.getInteger("pods.count", 500);

    private static final Agreement GENERATED = onCases(Policies.PATCHING);
    private static final Agreement USUAL = onCases(Policies.usual());

    private static Agreement onCases(EvaluatedPolicy policy) {
        Agreement agreement = new Agreement(policy::patched);
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/cases"))) {
            for (Path folder : folders.sorted().toList()) {
                JsonNode pod =
                        ManifestFixtures.read(folder.resolve("input.yaml")).get(0);
                agreement.compare(folder.getFileName().toString(), pod);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return agreement;
    }

    private static Agreement onGeneratedPods(EvaluatedPolicy policy) {
        Agreement agreement = new Agreement(policy::patched);
        for (long seed = SEED; seed < SEED + COUNT; seed++) {
            agreement.compare("seed " + seed, new PodGenerator(seed).pod());
        }
        return agreement;
    }

    @Test
    void no_case_is_patched_that_the_webhook_leaves_alone_and_none_in_another_way() {
        System.out.println("policy, cases: " + GENERATED + "; left: " + GENERATED.missed());
        assertThat(GENERATED.broken()).isEmpty();
        assertThat(GENERATED.needless()).isEmpty();
        assertThat(GENERATED.same()).isGreaterThan(GENERATED.wanted() * 3 / 4);
    }

    @Test
    void no_generated_pod_is_patched_that_the_webhook_leaves_alone_and_none_in_another_way() {
        Agreement agreement = onGeneratedPods(Policies.PATCHING);
        System.out.println("policy, generated pods: " + agreement);
        assertThat(agreement.broken()).isEmpty();
        assertThat(agreement.needless()).isEmpty();
        assertThat(agreement.same()).isGreaterThan(COUNT / 20);
    }

    /** The comparison sees what is wrong: here is a policy that is. */
    @Test
    void a_policy_as_people_usually_write_it_breaks_pods() {
        System.out.println("usual policy, cases: " + USUAL);
        assertThat(USUAL.broken())
                .contains(
                        "row-04-lifecycle-disabled /spec/containers/0",
                        "row-06-wrapped-shell-in-command /spec/containers/0",
                        "row-11-no-args-3.x /spec/containers/0",
                        "wal-version-too-old /spec/containers/0");
        assertThat(USUAL.needless()).contains("no-reloader /spec/containers/0");
    }

    @Test
    void what_the_policy_has_patched_it_leaves_alone_the_second_time() throws IOException {
        try (Stream<Path> outputs = Files.list(Path.of("src/test/resources/cases"))) {
            List<Path> patched = outputs.map(folder -> folder.resolve("output.yaml"))
                    .filter(Files::exists)
                    .toList();
            assertThat(patched).isNotEmpty().allSatisfy(output -> {
                JsonNode pod = ManifestFixtures.read(output).get(0);
                assertThat(Policies.PATCHING.patched(pod)).isEqualTo(pod);
            });
        }
    }

    /** The page shows what this test measures. */
    @Test
    void the_page_has_the_figures_of_the_cases() throws IOException {
        String page = Files.readString(Path.of("docs/comparison.md"));
        assertThat(page)
                .contains("the webhook patches " + GENERATED.wanted() + " containers")
                .contains("| " + GENERATED.same() + " | " + GENERATED.missed().size() + " | 0 | 0 |")
                .contains("| " + USUAL.same() + " | " + USUAL.missed().size() + " | "
                        + USUAL.broken().size() + " | " + USUAL.needless().size() + " |");
    }
}
