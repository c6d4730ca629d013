package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.review.yaml.Document;
import java.util.Optional;

/**
 * Finds values of the charts that run Prometheus in documents: files of values, and the objects that install charts.
 */
public final class ValuesDocument {

    private ValuesDocument() {}

    /**
     * Reads a document that is not an object of Kubernetes.
     *
     * @param named the chart that the user named for this file
     * @return empty when nothing shows that the document holds values
     */
    public static Optional<ValuesFound> ofFile(Document document, Optional<Chart> named) {
        return ValuesFile.of(document, named);
    }

    /** Reads an object of Kubernetes; of one that installs no chart nothing is found. */
    public static ValuesFound ofObject(Document document, JsonNode json) {
        ValuesFound found = new ValuesFound();
        SourceObject object = SourceObject.of(document, json, found);
        String group = object.reference().apiVersion().replaceFirst("/.*", "");
        switch (group + " " + object.reference().kind()) {
            case "helm.toolkit.fluxcd.io HelmRelease", "helm.fluxcd.io HelmRelease" -> HelmReleases.addTo(object);
            case "argoproj.io Application", "argoproj.io ApplicationSet" -> ArgoApplications.addTo(object);
            case "helm.cattle.io HelmChart" -> HelmCharts.addTo(object);
            case "helm.cattle.io HelmChartConfig" -> HelmCharts.remark(object);
            case "monitoring.coreos.com Prometheus" -> operated(object);
            default -> {}
        }
        return found;
    }

    private static void operated(SourceObject object) {
        OperatedPrometheus.add(
                object,
                object.reference().namespace(),
                object.document(),
                object.json().path("spec"),
                Optional.empty());
    }
}
