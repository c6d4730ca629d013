package dev.hotreload.pod;

import java.util.Set;

/** Programs that are not Prometheus, whatever else their container has: many take flags of the same names. */
final class OtherProgram {

    static final Set<String> NAMES = Set.of(
            "alertmanager",
            "thanos",
            "pushgateway",
            "prometheus-operator",
            "prometheus-config-reloader",
            "configmap-reload",
            "k8s-sidecar",
            "prometheus-adapter",
            "prom-label-proxy",
            "promxy",
            "promtool",
            "blackbox-exporter",
            "blackbox_exporter",
            "snmp-exporter",
            "snmp_exporter",
            "sql-exporter",
            "sql_exporter",
            "vmagent",
            "vmalert",
            "vmauth",
            "grafana",
            "alloy",
            "promtail",
            "loki",
            "mimir",
            "tempo");

    private static final String PREFIX = "prometheus";

    private OtherProgram() {}

    /**
     * Returns whether the base name of an image or program is one of these, with or without {@code prometheus-} before
     * it.
     */
    static boolean isNamed(String baseName) {
        return NAMES.contains(baseName) || NAMES.contains(withoutPrefix(baseName));
    }

    private static String withoutPrefix(String baseName) {
        boolean prefixed = baseName.startsWith(PREFIX + "-") || baseName.startsWith(PREFIX + "_");
        return prefixed ? baseName.substring(PREFIX.length() + 1) : baseName;
    }
}
