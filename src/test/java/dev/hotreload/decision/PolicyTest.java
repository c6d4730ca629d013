package dev.hotreload.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.pod.PodReader;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    private static final Policy POLICY = new Policy(
            Mode.ENFORCE,
            Set.of(ManagedFlag.LIFECYCLE),
            List.of(rule(Mode.OFF, "team-a", "*-dev"), rule(Mode.AUDIT, "team-*")));

    private static Policy.NamespaceRule rule(Mode mode, String... globs) {
        return new Policy.NamespaceRule(
                Stream.of(globs)
                        .map(glob -> NamespaceGlob.parse(glob).orElseThrow())
                        .toList(),
                mode);
    }

    private static Pod pod(@Nullable String annotation) {
        Pod pod = new Pod();
        pod.setMetadata(new ObjectMeta());
        if (annotation != null) {
            pod.getMetadata().setAnnotations(Map.of(PodReader.MODE_ANNOTATION, annotation));
        }
        return pod;
    }

    @ParameterizedTest
    @CsvSource({
        "default, , ENFORCE, false",
        "team-a, , OFF, false",
        "team-b, , AUDIT, false",
        "team-b-dev, , OFF, false",
        "x-team-b, , ENFORCE, false",
        "team-a, enforce, ENFORCE, false",
        "default, off, OFF, false",
        "default, audit, AUDIT, false",
        "team-b, ENFORCE, AUDIT, true",
        "default, '', ENFORCE, true",
    })
    void the_pods_annotation_then_the_first_matching_rule_then_the_policy(
            String namespace, @Nullable String annotation, Mode expected, boolean invalid) {
        Policy.AppliedMode choice = POLICY.modeFor(pod(annotation), namespace);
        assertThat(choice.mode()).isEqualTo(expected);
        assertThat(choice.invalid().map(Note::reason))
                .isEqualTo(invalid ? java.util.Optional.of(Reason.INVALID_MODE) : java.util.Optional.empty());
    }

    @Test
    void the_default_enforces_both_flags_everywhere() {
        assertThat(Policy.DEFAULT.flags()).containsExactlyInAnyOrder(ManagedFlag.values());
        assertThat(Policy.DEFAULT.modeFor(pod(null), "any").mode()).isEqualTo(Mode.ENFORCE);
    }
}
