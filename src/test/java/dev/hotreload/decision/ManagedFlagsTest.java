package dev.hotreload.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.ManifestFixtures;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each managed flag is judged on its own, and either can be switched off. */
class ManagedFlagsTest {

    private static Verdict verdict(Set<ManagedFlag> managed, String arguments) {
        String yaml = """
                metadata: {}
                spec:
                  containers:
                  - {name: p, image: "prom/prometheus:v2.48.0", args: [--config.file=x, %s]}
                  - {name: r, image: "quay.io/prometheus-operator/prometheus-config-reloader:v0.67.0"}
                """.formatted(arguments);
        return new PodDecider(managed)
                .decide(ManifestFixtures.typed(ManifestFixtures.parse(yaml).get(0)))
                .containers()
                .get(0)
                .verdict();
    }

    @ParameterizedTest
    @CsvSource({"LIFECYCLE", "WAL_COMPRESSION"})
    void only_the_flag_that_is_managed_is_added(ManagedFlag flag) {
        Verdict.Patch patch = (Verdict.Patch) verdict(Set.of(flag), "--x=y");
        assertThat(patch.arguments()).containsExactly(flag.argument());
        assertThat(verdict(Set.of(flag), flag.argument())).isInstanceOf(Verdict.Compliant.class);
    }

    @Test
    void the_owners_say_about_an_unmanaged_flag_does_not_count() {
        assertThat(verdict(Set.of(ManagedFlag.WAL_COMPRESSION), "--no-web.enable-lifecycle"))
                .isInstanceOf(Verdict.Patch.class);
        assertThat(verdict(Set.of(ManagedFlag.LIFECYCLE), "--storage.tsdb.wal-compression=x"))
                .isInstanceOf(Verdict.Patch.class);
        assertThat(verdict(Set.of(ManagedFlag.LIFECYCLE), "--no-storage.tsdb.wal-compression")
                        .notes())
                .isEmpty();
    }

    @Test
    void with_no_managed_flag_all_is_compliant() {
        assertThat(verdict(Set.of(), "--x=y")).isEqualTo(new Verdict.Compliant(java.util.List.of()));
    }
}
