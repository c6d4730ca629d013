package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import dev.hotreload.docs.Block;
import dev.hotreload.docs.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** {@code hot-reload reload} against a real Prometheus 2.48.0. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class ReloadIT {

    @TempDir
    Path folder;

    private int port;

    private Program prometheus(String... flags) throws Exception {
        port = PodOnThisMachine.freePort();
        Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
        List<String> command = new ArrayList<>(List.of(
                RealParts.PROMETHEUS.toString(),
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port));
        command.addAll(List.of(flags));
        Program prometheus = Program.start(command);
        assertThat(PodOnThisMachine.becomesReady(prometheus))
                .as(prometheus.output())
                .isTrue();
        return prometheus;
    }

    private String url(String userInfo, String path) {
        return "http://" + userInfo + "127.0.0.1:" + port + path;
    }

    /** Returns the words of the command that docs/recipes.md shows, for the Prometheus of this test. */
    private String[] documented() {
        Block shown = Page.read("docs/recipes.md").blocks().stream()
                .filter(block -> block.comment().equals("run by ReloadIT"))
                .findFirst()
                .orElseThrow();
        String command = shown.commands().get(0).replace("http://localhost:9090", url("", ""));
        return command.replaceFirst("^hot-reload ", "").split(" ");
    }

    @Test
    void with_the_lifecycle_api_it_reloads_and_a_bad_configuration_is_told() throws Exception {
        try (Program prometheus = prometheus("--web.enable-lifecycle")) {
            Command good = Command.run(documented());
            assertThat(good.exitCode()).as(good.err() + prometheus.output()).isZero();
            assertThat(good.out()).matches("Reloaded at 20\\d\\d-.*Z\\.\n");

            Files.writeString(folder.resolve("prometheus.yml"), "globl: {}\n");
            Command bad = Command.run("reload", url("", ""));
            assertThat(bad.exitCode()).isEqualTo(1);
            assertThat(bad.err())
                    .startsWith("Not reloaded. 500: failed to reload config: ")
                    .contains("field globl not found");
            System.out.println("reload: " + good.out().strip() + " | "
                    + bad.err().lines().findFirst().orElse(""));
        }
    }

    @Test
    void without_it_the_fix_is_told() throws Exception {
        try (Program prometheus = prometheus()) {
            Command run = Command.run("reload", url("", ""));
            assertThat(run.exitCode()).as(prometheus.output()).isEqualTo(1);
            assertThat(run.err()).contains("403: the lifecycle API is off.", "--web.enable-lifecycle");
        }
    }

    @Test
    void the_route_prefix_belongs_to_the_url() throws Exception {
        try (Program prometheus = prometheus("--web.enable-lifecycle", "--web.route-prefix=/prom")) {
            assertThat(Command.run("reload", url("", "/prom/")).exitCode())
                    .as(prometheus.output())
                    .isZero();
            Command without = Command.run("reload", url("", ""));
            assertThat(without.exitCode()).isEqualTo(1);
            assertThat(without.err()).contains("404: there is no /-/reload under this URL.");
        }
    }

    @Test
    void credentials_of_the_web_configuration_are_needed() throws Exception {
        // The hash of "test", from Prometheus' documentation of the web configuration.
        Path web = Files.writeString(
                folder.resolve("web.yml"),
                "basic_auth_users: {alice: $2b$12$hNf2lSsxfm0.i4a.1kVpSOVyBCfIB51VRjgBUyv6kdnyTlgWj81Ay}\n");
        try (Program prometheus = prometheus("--web.enable-lifecycle", "--web.config.file=" + web)) {
            Command without = Command.run("reload", url("", ""));
            assertThat(without.exitCode()).as(prometheus.output()).isEqualTo(1);
            assertThat(without.err()).contains("401: Prometheus wants credentials");
            Command with = Command.run("reload", url("alice:test@", ""));
            assertThat(with.exitCode()).as(with.err()).isZero();
        }
    }
}
