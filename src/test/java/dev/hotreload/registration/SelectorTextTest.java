package dev.hotreload.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every way to select is written as {@code kubectl -l} takes it. */
class SelectorTextTest {

    @Test
    void labels_and_every_operator_are_written() {
        LabelSelector selector = new LabelSelectorBuilder()
                .addToMatchLabels("team", "a")
                .addToMatchExpressions(
                        new LabelSelectorRequirement("team", "In", List.of("a", "b")),
                        new LabelSelectorRequirement("kubernetes.io/metadata.name", "NotIn", List.of("kube-system")),
                        new LabelSelectorRequirement("prometheus", "Exists", List.of()),
                        new LabelSelectorRequirement("frozen", "DoesNotExist", List.of()))
                .build();
        assertThat(SelectorText.of(selector))
                .isEqualTo("team=a,team in (a,b),kubernetes.io/metadata.name notin (kube-system),prometheus,!frozen");
    }

    @Test
    void an_empty_selector_selects_all() {
        assertThat(SelectorText.of(new LabelSelector())).isEmpty();
    }
}
