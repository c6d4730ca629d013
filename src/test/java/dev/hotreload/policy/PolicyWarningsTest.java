package dev.hotreload.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.PodDecider;
import dev.hotreload.decision.PodGenerator;
import dev.hotreload.decision.Policy;
import dev.hotreload.decision.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The policy that warns: nobody is warned about a pod with which everything is right. */
class PolicyWarningsTest {

    private static Decision decision(JsonNode pod) {
        return new PodDecider(Policy.DEFAULT.flags()).decide(ManifestFixtures.typed(pod));
    }

    private static boolean needsFlags(ContainerVerdict container) {
        return container.verdict().fold(patch -> true, compliant -> false, blocked -> true, skip -> false);
    }

    private static boolean isBlocked(Decision decision) {
        return decision.containers().stream()
                .anyMatch(container -> container.verdict().notes().stream()
                        .anyMatch(note -> note.reason().kind() == Reason.Kind.BLOCKED));
    }

    @Test
    void only_cases_that_need_flags_are_warned_about() throws IOException {
        int blocked = 0;
        List<String> silent = new ArrayList<>();
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/cases"))) {
            for (Path folder : folders.sorted().toList()) {
                JsonNode pod =
                        ManifestFixtures.read(folder.resolve("input.yaml")).get(0);
                Decision decision = decision(pod);
                List<String> warnings = Policies.WARNING.warnings(pod);
                if (!warnings.isEmpty()) {
                    assertThat(decision.containers()).as("%s", folder).anyMatch(PolicyWarningsTest::needsFlags);
                }
                if (isBlocked(decision)) {
                    blocked++;
                    if (warnings.isEmpty()) {
                        silent.add(folder.getFileName().toString());
                    }
                }
            }
        }
        System.out.println("policy, warnings: " + (blocked - silent.size()) + " of " + blocked
                + " cases that need a person; silent: " + silent);
        assertThat(blocked - silent.size()).isGreaterThan(blocked / 2);
    }

    @Test
    void only_generated_pods_that_need_flags_are_warned_about() {
        for (long seed = 1; seed <= 1_000; seed++) {
            JsonNode pod = new PodGenerator(seed).pod();
            List<String> warnings = Policies.WARNING.warnings(pod);
            if (!warnings.isEmpty()) {
                assertThat(decision(pod).containers())
                        .as("seed %s%n%s%n%s", seed, pod, warnings)
                        .anyMatch(PolicyWarningsTest::needsFlags);
            }
        }
    }

    @Test
    void a_warning_names_the_container_and_the_reason() throws IOException {
        assertThat(warnings("row-04-lifecycle-disabled"))
                .containsExactly("container prometheus: --no-web.enable-lifecycle is set [LifecycleDisabledByOwner]");
        assertThat(warnings("row-03-invalid-flag-value-true"))
                .containsExactly(
                        "container prometheus: a switch has a value; Prometheus does not start [InvalidFlagValue]");
        assertThat(warnings("row-06-wrapped-shell-in-command"))
                .containsExactly(
                        "container prometheus: appended arguments would not reach Prometheus [WrappedCommand]");
        assertThat(warnings("row-09-argument-file"))
                .containsExactly("container prometheus: --web.enable-lifecycle is missing, so a reload is answered with"
                        + " 403. See hot-reload review");
    }

    private static List<String> warnings(String name) throws IOException {
        return Policies.WARNING.warnings(ManifestFixtures.read(Path.of("src/test/resources/cases", name, "input.yaml"))
                .get(0));
    }
}
