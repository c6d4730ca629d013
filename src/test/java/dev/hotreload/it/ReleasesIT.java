package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** Several releases of the chart on one real API server, and releases of the chart as it was. */
@EnabledIf("dev.hotreload.it.RealParts#built")
@ParameterizedClass
@FieldSource("dev.hotreload.it.RealParts#KUBERNETES")
class ReleasesIT {

    /** The chart of version 0.1.0, which named everything hot-reload. */
    static final String EARLIER_CHART = "src/test/resources/upgrade/chart";

    private static final String KINDS = "deployment,service,serviceaccount,configmap,secret,networkpolicy,"
            + "poddisruptionbudget,role,rolebinding,clusterrole,clusterrolebinding,mutatingwebhookconfiguration,"
            + "validatingadmissionpolicy,validatingadmissionpolicybinding";

    @TempDir
    static Path all;

    /** Of Kubernetes: JUnit gives it to {@code start} as well. */
    @Parameter
    String version;

    private static ControlPlane cluster;

    @BeforeParameterizedClassInvocation
    static void start(String version) throws IOException {
        cluster = ControlPlane.start(version, Files.createDirectories(all.resolve(version)));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        cluster.close();
    }

    private static String helm(String... arguments) {
        Program helm = Program.start(
                Stream.concat(Stream.of(RealParts.HELM.toString()), Stream.of(arguments))
                        .toList(),
                Map.of("KUBECONFIG", cluster.kubeconfig().toString()));
        assertThat(helm.exitCode()).as(helm.output()).isZero();
        return helm.out();
    }

    /** Returns kind, name and uid of the objects of the chart in a namespace and in the cluster. */
    private static List<String> installed(String namespace) {
        return cluster.done(
                        "-n",
                        namespace,
                        "get",
                        KINDS,
                        "-l",
                        "app.kubernetes.io/name=prometheus-hot-reload",
                        "-o",
                        "jsonpath={range .items[*]}{.kind} {.metadata.name} {.metadata.uid}{\"\\n\"}{end}")
                .lines()
                .toList();
    }

    @Test
    void two_releases_live_beside_each_other_and_the_removal_of_one_leaves_the_other() {
        helm("install", "one", Rendering.CHART, "-n", "one", "--create-namespace");
        List<String> first = installed("one");
        assertThat(first).hasSize(13).allMatch(object -> object.contains(" one-hot-reload "));
        helm("install", "two", Rendering.CHART, "-n", "two", "--create-namespace");
        assertThat(installed("one")).containsAll(first).anyMatch(object -> object.contains(" two-hot-reload "));
        try (Program check = Program.hotReload("check", "-n", "two", "--kubeconfig=" + cluster.kubeconfig())) {
            check.exitCode();
            assertThat(check.out()).contains("registration two-hot-reload: failurePolicy Ignore");
        }
        helm("uninstall", "two", "-n", "two");
        assertThat(installed("one")).containsExactlyElementsOf(first);
        helm("uninstall", "one", "-n", "one");
        assertThat(installed("one")).isEmpty();
    }

    @Test
    void a_release_of_the_earlier_chart_keeps_its_objects_whatever_its_name() {
        helm("install", "prom", EARLIER_CHART, "-n", "earlier", "--create-namespace");
        List<String> before = installed("earlier");
        assertThat(before).hasSize(13).allMatch(object -> object.contains(" hot-reload "));
        for (int upgrade = 0; upgrade < 2; upgrade++) {
            helm("upgrade", "prom", Rendering.CHART, "-n", "earlier");
            assertThat(installed("earlier")).containsExactlyElementsOf(before);
        }
        helm("rollback", "prom", "1", "-n", "earlier");
        assertThat(installed("earlier")).containsExactlyElementsOf(before);
        helm("install", "other", Rendering.CHART, "-n", "other", "--create-namespace");
        assertThat(cluster.done("get", "mutatingwebhookconfiguration", "-o", "name"))
                .contains("/hot-reload\n")
                .contains("/other-hot-reload\n");
        helm("uninstall", "other", "-n", "other");
        helm("uninstall", "prom", "-n", "earlier");
        assertThat(installed("earlier")).isEmpty();
    }
}
