package dev.hotreload.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The policies that the tests evaluate. */
final class Policies {

    private static final Map<PolicyFormat, String> TEXTS = new EnumMap<>(PolicyFormat.class);

    static {
        for (PolicyFormat format : PolicyFormat.values()) {
            TEXTS.put(format, format.yaml("1.0.0"));
        }
    }

    /** The policy that patches. */
    static final EvaluatedPolicy PATCHING =
            new EvaluatedPolicy(documents(PolicyFormat.mutatingadmissionpolicy).get(0));

    /** The policy that warns. */
    static final EvaluatedPolicy WARNING = new EvaluatedPolicy(
            documents(PolicyFormat.validatingadmissionpolicy).get(0));

    private Policies() {}

    static String text(PolicyFormat format) {
        return TEXTS.getOrDefault(format, "");
    }

    static List<JsonNode> documents(PolicyFormat format) {
        return ManifestFixtures.parse(text(format));
    }

    /** Returns a policy as people usually write it. */
    static EvaluatedPolicy usual() {
        return new EvaluatedPolicy(ManifestFixtures.read(Path.of("src/test/resources/policy/usual.yaml"))
                .get(0));
    }
}
