package dev.hotreload.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What our authorities may sign, by the verification of Go, in which API servers are written. */
@EnabledIf("hasGo")
class NameConstraintsIT {

    private static final Path VERIFY = Path.of("src/test/go/verify.go");
    private static final List<String> NAMES = List.of("hot-reload.hot-reload.svc", "hot-reload");
    private static final Duration LIFE = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final Instant now = Instant.now();
    private final KeyMaterial authority = Issuer.authority(NAMES, now, LIFE);

    static boolean hasGo() {
        try {
            return new ProcessBuilder("go", "version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String verify(KeyMaterial serving, String... hosts) throws Exception {
        Path roots = Files.writeString(folder.resolve("ca.crt"), Pem.write(authority.chain()));
        Path chain = Files.writeString(folder.resolve("tls.crt"), Pem.write(serving.chain()));
        ProcessBuilder go = new ProcessBuilder("go", "run", VERIFY.toString(), roots.toString(), chain.toString());
        go.command().addAll(List.of(hosts));
        Process process = go.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void go_accepts_the_names_that_are_served_and_no_other() throws Exception {
        KeyMaterial serving = Issuer.serving(authority, NAMES, now, LIFE);
        assertThat(verify(serving, "hot-reload.hot-reload.svc", "hot-reload", "localhost", "127.0.0.1", "::1"))
                .isEqualTo("ok\nok\nok\nok\nok\n");
        KeyMaterial foreign = Issuer.serving(authority, List.of("kubernetes.default.svc"), now, LIFE);
        assertThat(verify(foreign, "kubernetes.default.svc"))
                .contains("is not permitted by any constraint")
                .doesNotContain("ok\n");
    }
}
