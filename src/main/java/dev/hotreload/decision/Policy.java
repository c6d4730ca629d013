package dev.hotreload.decision;

import dev.hotreload.pod.PodReader;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the configuration file says.
 *
 * @param mode where neither the pod nor a namespace rule says otherwise
 * @param flags the flags that may be added
 * @param namespaces the first rule that matches a namespace decides its mode
 */
public record Policy(Mode mode, Set<ManagedFlag> flags, List<NamespaceRule> namespaces) {

    /** The policy of an empty configuration file: enforce both flags everywhere. */
    public static final Policy DEFAULT = new Policy(Mode.ENFORCE, EnumSet.allOf(ManagedFlag.class), List.of());

    public Policy {
        flags = Set.copyOf(flags);
        namespaces = List.copyOf(namespaces);
    }

    /**
     * The mode for the namespaces that match.
     *
     * @param match names of namespaces
     */
    public record NamespaceRule(List<NamespaceGlob> match, Mode mode) {
        public NamespaceRule {
            match = List.copyOf(match);
        }

        boolean matches(String namespace) {
            return match.stream().anyMatch(glob -> glob.matches(namespace));
        }
    }

    /**
     * The mode that applies to a pod.
     *
     * @param invalid what to say about an annotation that does not name a mode; empty when there is nothing to say
     */
    public record AppliedMode(Mode mode, Optional<Note> invalid) {}

    /** Returns the mode for a pod of a namespace: its annotation, else the first matching rule, else the policy's. */
    public AppliedMode modeFor(Pod pod, String namespace) {
        String annotation = Optional.ofNullable(pod.getMetadata().getAnnotations())
                .orElse(Map.of())
                .get(PodReader.MODE_ANNOTATION);
        Optional<Mode> own = Optional.ofNullable(annotation).flatMap(Mode::parse);
        Optional<Note> invalid =
                annotation != null && own.isEmpty() ? Optional.of(Note.of(Reason.INVALID_MODE)) : Optional.empty();
        return new AppliedMode(own.orElseGet(() -> modeFor(namespace)), invalid);
    }

    private Mode modeFor(String namespace) {
        return namespaces.stream()
                .filter(rule -> rule.matches(namespace))
                .findFirst()
                .map(NamespaceRule::mode)
                .orElse(mode);
    }
}
