package dev.hotreload.policy;

import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.PodDecider;
import dev.hotreload.decision.Policy;
import dev.hotreload.decision.Verdict;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the engine does for each release of Prometheus, by asking it: one pod for each, as a table in code would be a
 * second copy of its rules. A release is written as a number, 2.48.1 as 20480001.
 */
final class Releases {

    private static final int MAJORS = 10;
    private static final int MINORS = 100;
    private static final int MAJOR = 10_000_000;
    private static final int MINOR = 10_000;

    private final List<Release> releases;

    private Releases(List<Release> releases) {
        this.releases = releases;
    }

    /**
     * One release.
     *
     * @param withArguments the verdict on a container that has arguments
     * @param withoutArguments the verdict on one that has none, so that the image's CMD is carried
     */
    private record Release(int number, Verdict withArguments, Verdict withoutArguments) {
        boolean adds(ManagedFlag flag) {
            return withArguments
                    .patch()
                    .filter(patch -> patch.flags().contains(flag))
                    .isPresent();
        }

        List<String> carried() {
            return withoutArguments.patch().map(Verdict.Patch::carried).orElse(List.of());
        }
    }

    static Releases askTheEngine() {
        List<Release> releases = new ArrayList<>();
        for (int major = 0; major < MAJORS; major++) {
            for (int minor = 0; minor < MINORS; minor++) {
                String image = "prom/prometheus:v" + major + "." + minor + ".0";
                releases.add(new Release(
                        major * MAJOR + minor * MINOR, ask(image, List.of("--config.file=/x")), ask(image, List.of())));
            }
        }
        return new Releases(releases);
    }

    private static Verdict ask(String image, List<String> args) {
        PodSpec spec = new PodSpec();
        spec.setContainers(List.of(container(image, args), container("prometheus-config-reloader", List.of())));
        Pod pod = new Pod();
        pod.setMetadata(new ObjectMeta());
        pod.setSpec(spec);
        return new PodDecider(Policy.DEFAULT.flags())
                .decide(pod)
                .containers()
                .get(0)
                .verdict();
    }

    private static Container container(String image, List<String> args) {
        Container container = new Container();
        container.setImage(image);
        container.setArgs(args);
        return container;
    }

    /** Returns the number of the first release that the engine patches. */
    String first() {
        return String.valueOf(releases.stream()
                .filter(release -> release.withArguments().isPatch())
                .findFirst()
                .orElseThrow()
                .number());
    }

    /** Returns a condition on {@code variables.releases[i]}: the engine adds the flag to the release. */
    String with(ManagedFlag flag) {
        return when(release -> release.adds(flag));
    }

    /** Returns the CMD of the release {@code variables.releases[i]}, as a conditional expression that ends open. */
    String carried() {
        return releases.stream()
                .map(Release::carried)
                .distinct()
                .filter(Predicate.not(List::isEmpty))
                .map(arguments -> "(" + when(release -> release.carried().equals(arguments)) + ")\n              ? "
                        + list(arguments))
                .collect(Collectors.joining("\n            : "));
    }

    private static String list(List<String> arguments) {
        return arguments.stream().collect(Collectors.joining("',\n                '", "['", "']"));
    }

    private String when(Predicate<Release> matches) {
        return String.join("\n              || ", ranges(matches));
    }

    /** Returns a condition for each run of releases; the last one stays open, for releases to come. */
    private List<String> ranges(Predicate<Release> matches) {
        List<String> ranges = new ArrayList<>();
        int index = 0;
        while (index < releases.size()) {
            int end = index;
            while (end < releases.size() && matches.test(releases.get(end))) {
                end++;
            }
            if (end > index) {
                String from = "variables.releases[i] >= " + releases.get(index).number();
                ranges.add(
                        end == releases.size()
                                ? from
                                : from + " && variables.releases[i] < "
                                        + releases.get(end).number());
            }
            index = Math.max(end, index + 1);
        }
        return ranges;
    }
}
