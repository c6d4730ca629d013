package dev.hotreload.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.prometheus.Argument;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

    private static Environment environment(boolean envFrom) {
        Container container = new Container();
        container.setEnv(List.of(
                new EnvVar("A", "a", null),
                new EnvVar("B", "$(A)b", null),
                new EnvVar("LATE", "$(LATER)", null),
                new EnvVar("LATER", "x", null),
                new EnvVar("SECRET", null, new EnvVarSource()),
                new EnvVar("MIXED", "1$(SECRET)2", null),
                new EnvVar("EMPTY", null, null)));
        container.setEnvFrom(envFrom ? List.of(new EnvFromSource()) : List.of());
        return new Environment(container, new WorkBudget());
    }

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "$(A), a",
        "x$(A)y$(B)z, xayabz",
        "$$(A), $(A)",
        "$$$(A), $a",
        "$A, $A",
        "'$(A', '$(A'",
        "$, $",
        "a$, a$",
        "$(), $()",
        "$(NOBODY), $(NOBODY)",
        "$(LATE), $(LATER)",
        "[$(EMPTY)], []",
    })
    void expands_as_the_kubelet_does(String text, String expected) {
        assertThat(environment(false).expand(text)).isEqualTo(Argument.of(expected));
    }

    @Test
    void a_value_from_elsewhere_stays_a_reference() {
        assertThat(environment(false).expand("$(MIXED)-$(SECRET)"))
                .isEqualTo(Argument.of(List.of(
                        new Argument.Literal("1"),
                        new Argument.Reference("SECRET"),
                        new Argument.Literal("2-"),
                        new Argument.Reference("SECRET"))));
    }

    @Test
    void with_envFrom_any_name_may_be_set() {
        assertThat(environment(true).expand("$(NOBODY)").isKnown()).isFalse();
        assertThat(environment(false).expand("$(NOBODY)").isKnown()).isTrue();
    }

    @Test
    void variables_that_double_one_another_do_not_fill_the_memory() {
        List<EnvVar> doubling = new ArrayList<>();
        doubling.add(new EnvVar("V0", "x".repeat(1000), null));
        for (int i = 1; i < 60; i++) {
            doubling.add(new EnvVar("V" + i, "$(V" + (i - 1) + ")$(V" + (i - 1) + ")", null));
        }
        Container container = new Container();
        container.setEnv(doubling);
        WorkBudget budget = new WorkBudget();
        assertThat(new Environment(container, budget).expand("$(V59)").isKnown())
                .isFalse();
        assertThat(budget.isExhausted()).isTrue();
    }
}
