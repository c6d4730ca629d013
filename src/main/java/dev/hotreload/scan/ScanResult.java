package dev.hotreload.scan;

import java.util.List;
import java.util.Optional;

/**
 * What came of a scan.
 *
 * @param counts of the running containers; empty when the pods were not read to the end
 * @param errors what the scan could not do
 */
public record ScanResult(Optional<ServerCounts> counts, List<ScanError> errors) {

    public ScanResult {
        errors = List.copyOf(errors);
    }

    static ScanResult failed(List<ScanError> errors) {
        return new ScanResult(Optional.empty(), errors);
    }

    /** Returns whether everything was done; pods that cannot be judged are their owners' business. */
    public boolean isSuccess() {
        return counts.isPresent() && errors.stream().allMatch(error -> error.kind() == ScanError.Kind.UNREADABLE_POD);
    }
}
