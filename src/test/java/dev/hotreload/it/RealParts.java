package dev.hotreload.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The real programs that {@code .ci/parts/build} makes, and where it puts them. */
final class RealParts {

    static final Path PROMETHEUS = RealPrometheus.V2.program();
    static final Path PROMTOOL = folder().resolve("prometheus-2.48.0/promtool");
    static final Path CONFIG_RELOADER = folder().resolve("config-reloader-0.85.0/prometheus-config-reloader");
    static final Path HELM = folder().resolve("charts/helm");
    static final Path KUSTOMIZE = folder().resolve("charts/kustomize");
    static final Path ACTIONLINT = folder().resolve("release/actionlint");
    static final Path REGISTRY = folder().resolve("release/registry");
    static final Path KREW = folder().resolve("release/krew");
    static final Path KUBECTL = kubernetes("1.36.3").resolve("kubectl");
    static final List<String> KUBERNETES = List.of("1.30.14", "1.36.3");

    private static final boolean BUILT = areBuilt();

    private RealParts() {}

    /** A condition for {@code @EnabledIf}. */
    static boolean built() {
        return BUILT;
    }

    /** Says once what to do where a program is missing. */
    private static boolean areBuilt() {
        Stream<Path> controlPlanes = KUBERNETES.stream()
                .flatMap(version -> Stream.of("kube-apiserver", "kube-controller-manager", "etcd")
                        .map(kubernetes(version)::resolve));
        Stream<Path> others = Stream.of(
                RealPrometheus.V3.program(),
                PROMTOOL,
                CONFIG_RELOADER,
                HELM,
                KUSTOMIZE,
                KUBECTL,
                ACTIONLINT,
                REGISTRY,
                KREW);
        Optional<Path> missing = Stream.of(Stream.of(PROMETHEUS), others, controlPlanes)
                .flatMap(programs -> programs)
                .filter(program -> !Files.isExecutable(program))
                .findFirst();
        missing.ifPresent(program -> System.out.println(
                "SKIPPED: tests with real programs, because there is no " + program + "; .ci/parts/build makes it."));
        return missing.isEmpty();
    }

    /** Returns the folder with the control plane of a version. */
    static Path kubernetes(String version) {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return folder().resolve("k8s/" + version + "-linux-" + machine);
    }

    static Path folder() {
        String parts = System.getenv("HOT_RELOAD_PARTS");
        if (parts != null) {
            return Path.of(parts);
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base = cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("prometheus-hot-reload/parts");
    }
}
