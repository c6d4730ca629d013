package dev.hotreload.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make-cache} keeps the cache of a complete run only, so that no image has a cache of half the classes. */
class ClassCacheTest {

    /** What a webhook prints when it is ready. */
    private static final String READY = "echo 'hot-reload 0.1.0 is ready: https://localhost:1/mutate'\n";

    /** The first option of the run: -XX:AOTCacheOutput=FILE. */
    private static final String WRITE = "echo classes > \"${1#*=}\"\n";

    private static final String SERVE = "while :; do sleep 0.1; done\n";

    @TempDir
    Path folder;

    private Script run(String java) throws Exception {
        Path program = Script.write(folder.resolve("java"), "#!/bin/sh\n" + java);
        return Script.run(
                Path.of(""),
                Map.of("READY_WITHIN", "2"),
                "src/main/runtime/make-cache",
                folder.resolve("cache").toString(),
                program.toString());
    }

    @Test
    void a_complete_run_leaves_a_cache() throws Exception {
        Script made = run("trap '" + WRITE.strip() + "; exit 0' TERM\n" + READY + SERVE);
        assertThat(made).isEqualTo(new Script(0, "", ""));
        assertThat(folder.resolve("cache")).hasContent("classes");
    }

    @Test
    void a_webhook_that_exits_before_it_is_ready_fails_the_build_with_its_output() throws Exception {
        Script failed = run(WRITE + "echo 'the limit is too low'\nexit 0\n");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err())
                .isEqualTo("the limit is too low\n"
                        + "The class cache cannot be made: the webhook exited before it was ready; see its output"
                        + " above.\n");
    }

    @Test
    void a_webhook_that_does_not_become_ready_fails_the_build() throws Exception {
        Script failed = run(WRITE + SERVE);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("did not become ready in time");
    }

    @Test
    void a_webhook_that_does_not_shut_down_in_order_fails_the_build() throws Exception {
        Script failed = run("trap '" + WRITE.strip() + "; exit 7' TERM\n" + READY + SERVE);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("exited with 7");
    }

    @Test
    void a_run_that_wrote_no_cache_fails_the_build() throws Exception {
        Script failed = run("trap 'exit 0' TERM\n" + READY + SERVE);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("wrote no cache");
        assertThat(Files.exists(folder.resolve("cache"))).isFalse();
    }
}
