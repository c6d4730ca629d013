package dev.hotreload.registration;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The namespaces for whose pods API servers call the webhook: the API server selects them by the namespaceSelector of
 * the registration or, before the webhook is installed, by the one in the manifests.
 */
public final class SelectedNamespaces {

    private static final int FORBIDDEN = 403;

    /** The API server gives every namespace this label (kubernetes.io/docs/reference/labels-annotations-taints). */
    private static final String NAME = "kubernetes.io/metadata.name";

    private final Set<String> existing;
    private final Predicate<String> selected;
    private final List<String> remarks;

    private SelectedNamespaces(Set<String> existing, Predicate<String> selected, List<String> remarks) {
        this.existing = existing;
        this.selected = selected;
        this.remarks = remarks;
    }

    /**
     * Asks the API server about an installation of the default names; see {@link #read(KubernetesClient,
     * InstallationNames, Optional)}.
     */
    public static SelectedNamespaces read(KubernetesClient client, Optional<String> only) {
        return read(client, InstallationNames.DEFAULT, only);
    }

    /**
     * Asks the API server. Never throws for what it answers; {@link #remarks} say what it refused.
     *
     * @param only the one namespace of interest; empty for all
     */
    public static SelectedNamespaces read(KubernetesClient client, InstallationNames names, Optional<String> only) {
        List<String> remarks = new ArrayList<>();
        LabelSelector selector = selector(client, names, remarks);
        try {
            Set<String> existing = new TreeSet<>();
            var all = client.namespaces().withLabelSelector(SelectorText.of(selector));
            only.map(name -> all.withField("metadata.name", name))
                    .orElse(all)
                    .list()
                    .getItems()
                    .forEach(namespace -> existing.add(namespace.getMetadata().getName()));
            return new SelectedNamespaces(existing, existing::contains, remarks);
        } catch (KubernetesClientException e) {
            remarks.add("cannot list namespaces: " + why(e) + "; those opted out by a label are reviewed too.");
            Set<String> excluded = excludedByName(selector);
            return new SelectedNamespaces(Set.of(), name -> !excluded.contains(name), remarks);
        }
    }

    /** Returns what the API server refused, and what is assumed instead; empty when all is known. */
    public List<String> remarks() {
        return remarks;
    }

    /** Returns whether API servers call the webhook for pods of a namespace. */
    public boolean contains(String namespace) {
        return selected.test(namespace);
    }

    /** Returns those that exist, by name; empty when the API server refused to list them. */
    public Stream<String> existing() {
        return existing.stream();
    }

    private static LabelSelector selector(KubernetesClient client, InstallationNames names, List<String> remarks) {
        try {
            return Registration.read(client, names.registration())
                    .flatMap(Registration::pods)
                    .map(MutatingWebhook::getNamespaceSelector)
                    .orElseGet(() -> ofManifests(names));
        } catch (KubernetesClientException e) {
            remarks.add("cannot read the registration: " + why(e) + "; it is assumed to be as in the manifests.");
            return ofManifests(names);
        }
    }

    private static LabelSelector ofManifests(InstallationNames names) {
        return new LabelSelectorBuilder()
                .addToMatchExpressions(new LabelSelectorRequirement(
                        NAME, "NotIn", List.of("kube-system", "kube-public", "kube-node-lease", names.namespace())))
                .addToMatchExpressions(
                        new LabelSelectorRequirement("prometheus-hot-reload/mode", "NotIn", List.of("off")))
                .addToMatchExpressions(new LabelSelectorRequirement("control-plane", "NotIn", List.of("true")))
                .addToMatchExpressions(
                        new LabelSelectorRequirement("kubernetes.azure.com/managedby", "NotIn", List.of("aks")))
                .build();
    }

    /** What can be known of a selector without the labels of the namespaces. */
    private static Set<String> excludedByName(LabelSelector selector) {
        Set<String> excluded = new HashSet<>();
        selector.getMatchExpressions().stream()
                .filter(expression -> expression.getKey().equals(NAME)
                        && expression.getOperator().equals("NotIn"))
                .forEach(expression -> excluded.addAll(expression.getValues()));
        return excluded;
    }

    private static String why(KubernetesClientException e) {
        return e.getCode() == FORBIDDEN
                ? "that is not allowed (403)"
                : e.getCode() < 100 ? "the API server cannot be reached" : "the API server answers " + e.getCode();
    }
}
