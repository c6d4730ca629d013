package dev.hotreload.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.ForkedCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Inputs that do not fit into a small process: they are problems of their own, and what stands beside them is reviewed.
 */
class HostileMemoryTest {

    @TempDir
    Path folder;

    @Test
    void a_file_that_does_not_fit_into_memory_leaves_the_others() throws Exception {
        String large =
                ReviewFixtures.file(folder, "a.yaml", "kind: ConfigMap\ndata: \"" + "x".repeat(90_000_000) + "\"\n");
        String many =
                ReviewFixtures.file(folder, "b.yaml", "kind: ConfigMap\ndata: [" + "[], ".repeat(1_900_000) + "]\n");
        String pod = ReviewFixtures.file(folder, "c.yaml", ReviewFixtures.DEPLOYMENT);
        ForkedCommand run = ForkedCommand.run("128m", "review", large, many, pod);
        assertThat(run.err())
                .contains(large + ": the file is too large for the memory of this process; split it.")
                .contains("b.yaml")
                .doesNotContain("internal error");
        assertThat(run.out()).contains("c.yaml:3  Deployment a", "+ --web.enable-lifecycle");
        assertThat(run.exitCode()).isEqualTo(2);
    }
}
