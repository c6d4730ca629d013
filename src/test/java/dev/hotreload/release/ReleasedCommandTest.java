package dev.hotreload.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code .ci/hot-reload} runs in a checkout of the action or of a pre-commit hook. */
class ReleasedCommandTest {

    @TempDir
    Path folder;

    private HttpServer releases;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Path checkout;
    private byte[] archive = {};

    @BeforeEach
    void a_checkout_and_a_page_of_releases() throws Exception {
        checkout = Files.createDirectory(folder.resolve("checkout"));
        for (String file : List.of(".ci/hot-reload", ".ci/release/version", ".ci/release/publisher", "pom.xml")) {
            Path copy = checkout.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of(file), copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
        checksums("");
        Script.write(folder.resolve("released/hot-reload-" + version() + "/bin/hot-reload"), says("released"));
        Path packed = folder.resolve("packed.tar.gz");
        Script.run(folder, Map.of(), "tar", "-C", "released", "-czf", packed.toString(), "hot-reload-" + version());
        archive = Files.readAllBytes(packed);
        // Maven, as far as the script knows it: it leaves a command.
        Path built = checkout.resolve("target/hot-reload/bin/hot-reload");
        Script.write(
                folder.resolve("bin/mvn"),
                "#!/bin/sh\nmkdir -p '" + built.getParent() + "'\ncat > '" + built + "' <<'EOF'\n" + says("built")
                        + "EOF\nchmod +x '" + built + "'\necho downloading\n");
        releases = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        releases.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        releases.start();
    }

    @AfterEach
    void stop() {
        releases.stop(0);
    }

    private static String says(String what) {
        return "#!/bin/sh\necho " + what + " \"$@\"\n";
    }

    private static String version() throws Exception {
        return Script.run(Path.of("."), Map.of(), ".ci/release/version").out().strip();
    }

    private void checksums(String lines) throws IOException {
        Files.writeString(checkout.resolve(".ci/release/checksums"), "# Releases.\n" + lines);
    }

    private String checksum() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
    }

    private Script run() throws Exception {
        String url = "http://127.0.0.1:" + releases.getAddress().getPort();
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve(".ci/hot-reload").toString(), "review", "a b"));
        return Script.run(
                folder,
                Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"), "HOT_RELOAD_RELEASES", url),
                command.toArray(String[]::new));
    }

    @Test
    void a_commit_that_was_released_runs_the_released_command_and_downloads_it_once() throws Exception {
        checksums(version() + " " + checksum() + "\n");
        assertThat(run()).isEqualTo(new Script(0, "released review a b\n", ""));
        assertThat(run()).isEqualTo(new Script(0, "released review a b\n", ""));
        assertThat(asked).containsExactly("/v" + version() + "/hot-reload-" + version() + ".tar.gz");
    }

    @Test
    void a_commit_that_was_not_released_builds_the_command_and_keeps_the_standard_output_for_it() throws Exception {
        checksums("0.0.9 " + checksum() + "\n");
        assertThat(run()).isEqualTo(new Script(0, "built review a b\n", "downloading\n"));
        assertThat(asked).isEmpty();
    }

    @Test
    void an_archive_with_another_checksum_is_not_run() throws Exception {
        checksums(version() + " " + checksum().replaceFirst("^.", "g") + "\n");
        Script built = run();
        assertThat(built.out()).isEqualTo("built review a b\n");
        assertThat(built.err()).contains("is not the one of this commit; the command is built instead.");
        assertThat(checkout.resolve("target/released-" + version())).doesNotExist();
    }

    @Test
    void a_release_that_cannot_be_downloaded_is_built() throws Exception {
        checksums(version() + " " + checksum() + "\n");
        releases.stop(0);
        Script built = run();
        assertThat(built.out()).isEqualTo("built review a b\n");
        assertThat(built.err()).contains("cannot be downloaded from http://127.0.0.1:");
    }

    @Test
    void a_build_of_the_checkout_takes_precedence() throws Exception {
        checksums(version() + " " + checksum() + "\n");
        Script.write(checkout.resolve("target/hot-reload/bin/hot-reload"), says("mine"));
        assertThat(run().out()).isEqualTo("mine review a b\n");
        assertThat(asked).isEmpty();
    }
}
