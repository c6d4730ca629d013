package dev.hotreload.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.Command;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code hot-reload policy} prints. */
class PolicyCommandTest {

    private static List<String> kinds(PolicyFormat format) {
        return Policies.documents(format).stream()
                .map(document -> document.path("kind").asText())
                .toList();
    }

    @Test
    void without_an_option_it_prints_the_policy_that_patches_and_the_one_that_warns() {
        Command command = Command.run("policy");
        assertThat(command.exitCode()).isZero();
        assertThat(command.err()).isEmpty();
        assertThat(command.out())
                .isEqualTo(
                        Command.run("policy", "-o", "mutatingadmissionpolicy").out());
        assertThat(kinds(PolicyFormat.mutatingadmissionpolicy))
                .containsExactly(
                        "MutatingAdmissionPolicy",
                        "MutatingAdmissionPolicyBinding",
                        "ValidatingAdmissionPolicy",
                        "ValidatingAdmissionPolicyBinding");
        assertThat(kinds(PolicyFormat.validatingadmissionpolicy))
                .containsExactly("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding");
    }

    @Test
    void an_unknown_format_is_bad_usage() {
        Command command = Command.run("policy", "-o", "gatekeeper");
        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.err()).contains("gatekeeper", "mutatingadmissionpolicy");
    }

    @ParameterizedTest
    @EnumSource
    void only_regular_expressions_make_long_lines_and_nothing_is_left_to_fill_in(PolicyFormat format) {
        assertThat(Policies.text(format))
                .doesNotContain("<<", ">>")
                .endsWith("\n")
                .doesNotEndWith("\n\n");
        assertThat(Policies.text(format).lines().filter(line -> line.length() > 120))
                .as("only regular expressions are longer")
                .allMatch(line -> line.strip().startsWith("r'"));
    }

    /** A failure never refuses a pod, and a warning never does. */
    @ParameterizedTest
    @EnumSource
    void no_pod_is_ever_refused(PolicyFormat format) {
        for (JsonNode document : Policies.documents(format)) {
            JsonNode spec = document.path("spec");
            if (document.path("kind").asText().endsWith("Binding")) {
                assertThat(spec.path("validationActions").toString()).isIn("", "[\"Warn\"]");
            } else {
                assertThat(spec.path("failurePolicy").asText()).isEqualTo("Ignore");
            }
        }
    }

    /** Kyverno cannot run here. It takes the same expressions, which are tested. */
    @Test
    void kyvernos_policies_have_the_expressions_of_the_tested_ones() {
        List<JsonNode> tested = Policies.documents(PolicyFormat.mutatingadmissionpolicy);
        List<JsonNode> kyverno = Policies.documents(PolicyFormat.kyverno);
        assertThat(kinds(PolicyFormat.kyverno)).containsExactly("MutatingPolicy", "ValidatingPolicy");
        for (String field : List.of(
                "matchConstraints",
                "matchConditions",
                "variables",
                "mutations",
                "failurePolicy",
                "reinvocationPolicy")) {
            assertThat(kyverno.get(0).path("spec").path(field))
                    .isEqualTo(tested.get(0).path("spec").path(field));
        }
        for (String field : List.of("matchConstraints", "matchConditions", "variables", "validations")) {
            assertThat(kyverno.get(1).path("spec").path(field))
                    .isEqualTo(tested.get(2).path("spec").path(field));
        }
        assertThat(kyverno).allSatisfy(policy -> {
            assertThat(policy.path("apiVersion").asText()).isEqualTo("policies.kyverno.io/v1");
            assertThat(policy.at("/spec/autogen/podControllers/controllers").isEmpty())
                    .isTrue();
        });
    }

    /** As the schema of the API demands of names of variables and conditions. */
    @ParameterizedTest
    @EnumSource
    void variables_have_one_name_each(PolicyFormat format) {
        for (JsonNode document : Policies.documents(format)) {
            List<String> names = StreamSupport.stream(
                            document.at("/spec/variables").spliterator(), false)
                    .map(variable -> variable.path("name").asText())
                    .toList();
            assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-zA-Z]+"));
        }
    }
}
