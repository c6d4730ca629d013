package dev.hotreload.scan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.cluster.ApiRefusal;
import dev.hotreload.cluster.ApiServer;
import dev.hotreload.cluster.ResourceList;
import dev.hotreload.review.report.ClusterReports;
import dev.hotreload.review.report.ReportApi;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the reports of a scan, and deletes those of earlier ones about namespaces that need none any more. */
final class ReportWriter {

    /** The name of all reports of scans, their label, and the owner of their fields. */
    static final String NAME = "hot-reload-scan";

    private final KubernetesClient client;
    private final ApiServer server;
    private final ReportApi api;
    private final List<ScanError> errors = new ArrayList<>();

    private ReportWriter(KubernetesClient client, ApiServer server, ReportApi api) {
        this.client = client;
        this.server = server;
        this.api = api;
    }

    /** A report by its place. */
    private record Name(String namespace, String name) {
        static Name of(ObjectNode report) {
            return new Name(
                    report.at("/metadata/namespace").asText(),
                    report.at("/metadata/name").asText());
        }
    }

    /** Writes these reports; returns what could not be done. */
    static List<ScanError> write(KubernetesClient client, ApiServer server, ReportApi api, List<ObjectNode> reports) {
        ReportWriter writer = new ReportWriter(client, server, api);
        writer.existing().ifPresent(earlier -> writer.replace(earlier, reports));
        return writer.errors;
    }

    private void replace(Set<Name> earlier, List<ObjectNode> reports) {
        Set<Name> gone = new HashSet<>(earlier);
        for (ObjectNode report : reports) {
            Name name = Name.of(report);
            gone.remove(name);
            guarded(name, "written", () -> apply(name, report));
        }
        gone.forEach(name -> guarded(name, "deleted", () -> delete(name)));
    }

    private Optional<Set<Name>> existing() {
        String path = "/apis/" + api.group() + "/" + api.version();
        ResourceList.Scope own = new ResourceList.Scope(Optional.empty(), ClusterReports.MANAGED_BY + "=" + NAME);
        Set<Name> names = new HashSet<>();
        try {
            new ResourceList(server, path, api.plural(), own).forEach(report -> names.add(Name.of(report)));
            return Optional.of(names);
        } catch (ApiRefusal refusal) {
            failed(
                    refusal.isUnknownPath()
                            ? "The API server does not know " + api.plural() + "." + api.group()
                                    + ". Install the custom resource definitions of " + api.group()
                                    + ", or scan without --reports."
                            : server.refused(refusal, path + "/" + api.plural()).sentences());
        } catch (IOException e) {
            failed(server.unreachable(e).sentences());
        }
        return Optional.empty();
    }

    private void guarded(Name name, String act, Runnable work) {
        try {
            work.run();
        } catch (KubernetesClientException e) {
            failed("The report about namespace " + name.namespace() + " cannot be " + act + ": "
                    + server.failure(e).seen() + ".");
        }
    }

    private void failed(String message) {
        errors.add(new ScanError(ScanError.Kind.REPORTS, message));
    }

    private void apply(Name name, ObjectNode report) {
        client.genericKubernetesResources(context())
                .inNamespace(name.namespace())
                .resource(client.getKubernetesSerialization().convertValue(report, GenericKubernetesResource.class))
                .fieldManager(NAME)
                .forceConflicts()
                .serverSideApply();
    }

    private void delete(Name name) {
        client.genericKubernetesResources(context())
                .inNamespace(name.namespace())
                .withName(name.name())
                .delete();
    }

    private ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(api.group())
                .withVersion(api.version())
                .withKind(api.kind())
                .withPlural(api.plural())
                .withNamespaced(true)
                .build();
    }
}
