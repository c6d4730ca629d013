package dev.hotreload.registration;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The namespaces for whose pods API servers call the webhook: those that the namespaceSelector of its registration selects.
 * Before it is installed, those that the manifests would select.
 */
public final class SelectedNamespaces {

    private static final int FORBIDDEN = 403;

    /** The API server gives every namespace this label (kubernetes.io/docs/reference/labels-annotations-taints). */
    private static final String NAME = "kubernetes.io/metadata.name";

    private static final LabelSelector INSTALLED = new LabelSelectorBuilder()
            .addToMatchExpressions(new LabelSelectorRequirement(
                    NAME, "NotIn", List.of("kube-system", "kube-public", "kube-node-lease", "hot-reload")))
            .addToMatchExpressions(new LabelSelectorRequirement("prometheus-hot-reload/mode", "NotIn", List.of("off")))
            .build();

    private final LabelSelector selector;
    private final Map<String, Map<String, String>> labels;
    private final List<String> remarks;

    private SelectedNamespaces(LabelSelector selector, Map<String, Map<String, String>> labels, List<String> remarks) {
        this.selector = selector;
        this.labels = labels;
        this.remarks = remarks;
    }

    /**
     * Asks the API server. Never throws for what it answers; {@link #remarks} tell what it did not give.
     *
     * @param only the one namespace of interest; empty for all
     */
    public static SelectedNamespaces read(KubernetesClient client, Optional<String> only) {
        List<String> remarks = new ArrayList<>();
        Map<String, Map<String, String>> labels = new HashMap<>();
        try {
            namespaces(client, only)
                    .forEach(namespace -> labels.put(
                            namespace.getMetadata().getName(),
                            Optional.ofNullable(namespace.getMetadata().getLabels())
                                    .orElse(Map.of())));
        } catch (KubernetesClientException e) {
            remarks.add("cannot read namespaces: " + why(e) + "; those opted out by a label are reviewed as well.");
        }
        LabelSelector selector = INSTALLED;
        try {
            selector = registered(client).orElse(INSTALLED);
        } catch (KubernetesClientException e) {
            remarks.add("cannot read the registration: " + why(e) + "; it is taken to be as the manifests have it.");
        }
        return new SelectedNamespaces(selector, labels, remarks);
    }

    private static String why(KubernetesClientException e) {
        return e.getCode() == FORBIDDEN ? "that is not allowed (403)" : "the API server answers " + e.getCode();
    }

    /** Returns what could not be asked, and what is assumed instead; nothing when all is known. */
    public List<String> remarks() {
        return remarks;
    }

    /** Returns whether the webhook is called for pods of a namespace; what its unknown labels say is left out. */
    public boolean contains(String namespace) {
        boolean known = labels.containsKey(namespace);
        Map<String, String> own = labels.getOrDefault(namespace, Map.of(NAME, namespace));
        return selector.getMatchLabels().entrySet().stream()
                        .filter(wanted -> known || wanted.getKey().equals(NAME))
                        .allMatch(wanted -> wanted.getValue().equals(own.get(wanted.getKey())))
                && selector.getMatchExpressions().stream()
                        .filter(expression -> known || expression.getKey().equals(NAME))
                        .allMatch(expression -> holds(expression, own));
    }

    /** Returns those that exist, by name; none when they could not be listed. */
    public Stream<String> existing() {
        return labels.keySet().stream().filter(this::contains).sorted();
    }

    private static boolean holds(LabelSelectorRequirement expression, Map<String, String> own) {
        Optional<String> value = Optional.ofNullable(own.get(expression.getKey()));
        boolean listed = value.filter(expression.getValues()::contains).isPresent();
        return switch (expression.getOperator()) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            case "Exists" -> value.isPresent();
            case "DoesNotExist" -> value.isEmpty();
            // The API server takes no other.
            default -> true;
        };
    }

    private static List<Namespace> namespaces(KubernetesClient client, Optional<String> only) {
        return only.map(name -> Optional.ofNullable(
                                client.namespaces().withName(name).get())
                        .stream()
                        .toList())
                .orElseGet(() -> client.namespaces().list().getItems());
    }

    private static Optional<LabelSelector> registered(KubernetesClient client) {
        return Registered.read(client).flatMap(Registered::pods).map(hook -> hook.getNamespaceSelector());
    }
}
