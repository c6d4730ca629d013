package dev.hotreload.scan;

import dev.hotreload.cluster.ApiServer;
import dev.hotreload.review.report.ClusterReports;
import dev.hotreload.review.report.ReportApi;
import dev.hotreload.review.report.ReportResult;
import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scans of a cluster, one after the other, each with the configuration and the credentials that are there by then.
 *
 * <pre>{@code
 * Scan scan = new Scan(options, connection::client, Clock.systemUTC());
 * ScanResult result = scan.run();
 * }</pre>
 */
public final class Scan {

    private final ScanOptions options;
    private final Cluster cluster;
    private final Clock clock;
    private final PolicyInForce policy;

    /** The cluster to scan. */
    @FunctionalInterface
    public interface Cluster {
        /**
         * Returns a client, which the caller closes. A new one for each scan reads the token that is valid by then.
         *
         * @throws UsageException when the kubeconfig cannot be used
         */
        KubernetesClient connect() throws UsageException;
    }

    /**
     * Reads the configuration. Asks the API server nothing.
     *
     * @throws UsageException when the configuration cannot be used
     */
    public Scan(ScanOptions options, Cluster cluster, Clock clock) throws UsageException {
        this.options = options;
        this.cluster = cluster;
        this.clock = clock;
        policy = new PolicyInForce(options.config());
    }

    /** Scans once. Never throws for what the cluster answers. */
    public ScanResult run() {
        List<ScanError> errors = new ArrayList<>(policy.reload());
        try (KubernetesClient client = cluster.connect()) {
            return run(client, errors);
        } catch (UsageException e) {
            errors.add(new ScanError(ScanError.Kind.API_SERVER, String.valueOf(e.getMessage())));
            return ScanResult.failed(errors);
        }
    }

    private ScanResult run(KubernetesClient client, List<ScanError> errors) {
        ApiServer server = new ApiServer(client, options.requestTimeout());
        Optional<ClusterReports> reports = options.reports().map(api -> new ClusterReports(api, ReportWriter.NAME));
        ScanResult pods = PodScan.run(
                client,
                server,
                options.names(),
                policy.policy(),
                finding -> reports.ifPresent(all -> all.add(ReportResult.of(finding, clock.instant()))));
        errors.addAll(pods.errors());
        if (pods.counts().isPresent() && reports.isPresent()) {
            ReportApi api = options.reports().orElseThrow();
            errors.addAll(ReportWriter.write(client, server, api, reports.get().objects()));
        }
        return new ScanResult(pods.counts(), errors);
    }
}
