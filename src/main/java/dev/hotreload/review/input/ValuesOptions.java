package dev.hotreload.review.input;

import dev.hotreload.review.values.Chart;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the user says of files that hold values.
 *
 * @param named a chart, and the file that holds its values; without a file it is for every file that the user names and
 *     that holds no objects of Kubernetes
 */
public record ValuesOptions(List<Named> named) {

    /** The user says nothing, and values are found by their shape. */
    public static final ValuesOptions NONE = new ValuesOptions(List.of());

    public ValuesOptions {
        named = List.copyOf(named);
    }

    /** A chart and the file with its values. */
    public record Named(Chart chart, Optional<Path> file) {}

    Optional<Chart> chartOf(String file, Input input) {
        return named.stream()
                .filter(entry -> entry.file()
                        .map(path -> path.normalize().equals(Path.of(file).normalize()))
                        .orElse(input == Input.NAMED))
                .map(Named::chart)
                .findFirst();
    }
}
