package dev.hotreload.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The real programs that {@code .ci/parts/build} makes, and where it puts them. */
final class RealParts {

    static final Path PROMETHEUS = folder().resolve("prometheus-2.48.0/prometheus");
    static final Path PROMTOOL = folder().resolve("prometheus-2.48.0/promtool");
    static final Path CONFIG_RELOADER = folder().resolve("config-reloader-0.85.0/prometheus-config-reloader");
    static final Path KUBECTL = folder().resolve("kubernetes-1.36.3/kubectl");

    private RealParts() {}

    /** A condition for {@code @EnabledIf}: says once what to do where a program is missing. */
    static boolean built() {
        Optional<Path> missing = Stream.of(PROMETHEUS, PROMTOOL, CONFIG_RELOADER, KUBECTL)
                .filter(program -> !Files.isExecutable(program))
                .findFirst();
        missing.ifPresent(program -> System.out.println(
                "SKIPPED: tests with real programs, because there is no " + program + "; .ci/parts/build makes it."));
        return missing.isEmpty();
    }

    private static Path folder() {
        String parts = System.getenv("HOT_RELOAD_PARTS");
        if (parts != null) {
            return Path.of(parts);
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base = cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("prometheus-hot-reload/parts");
    }
}
