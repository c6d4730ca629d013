package dev.hotreload.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.hotreload.server.jetty.Limits;
import dev.hotreload.usage.UsageException;
import java.lang.management.ManagementFactory;

/** The system's limit of open files: with too low a limit a port is open and accepts nobody. */
final class OpenFiles {

    /** For certificates, configuration, jars that are opened later, and connections to the API server. */
    private static final int SPARE = 64;

    private OpenFiles() {}

    /**
     * Checks that all connections fit.
     *
     * @throws UsageException when the limit is too low
     */
    static void check(Limits limits) throws UsageException {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long needed =
                    unix.getOpenFileDescriptorCount() + limits.connections() + ManagementListener.CONNECTIONS + SPARE;
            long most = unix.getMaxFileDescriptorCount();
            if (most < needed) {
                throw new UsageException("The system lets this process open " + most + " files, and it needs " + needed
                        + ". Raise the limit (ulimit -n " + needed + "), or lower --max-connections.");
            }
        }
    }
}
