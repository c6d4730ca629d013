package dev.hotreload.scan;

import dev.hotreload.registration.InstallationNames;
import dev.hotreload.review.report.ReportApi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is scanned, and what becomes of it.
 *
 * @param config the webhook's configuration file, read before each scan; empty for the default configuration
 * @param names of the webhook's installation
 * @param reports the API of the reports to write; empty for none
 * @param requestTimeout of the wait for an answer of the API server, and of each pause in it
 */
public record ScanOptions(
        Optional<Path> config, InstallationNames names, Optional<ReportApi> reports, Duration requestTimeout) {}
