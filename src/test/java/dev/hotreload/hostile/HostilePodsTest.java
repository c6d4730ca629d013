package dev.hotreload.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One pod never costs more than its share: bodies that were written to cost as much as they can, in a process with 128
 * MB of heap. CPU time is that of the thread, and the bound generous: what was measured is in docs/performance.md.
 */
class HostilePodsTest {

    private static final int MOST_CPU_MILLIS = 1_500;

    /** Allocated in all, of which only a part is held at a time. */
    private static final long MOST_ALLOCATED_PER_BYTE = 24;

    private static final long ALLOCATED_BY_ANY = 8L << 20;

    @TempDir
    private Path folder;

    /** One line of {@link HostileRun}. */
    private record Cost(String name, long size, long cpuMillis, long allocated, String decision) {
        static Cost parse(String line) {
            String[] parts = line.split("\t", -1);
            return new Cost(
                    parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]), parts[4]);
        }
    }

    @Test
    void every_hostile_body_is_answered_within_its_share() throws IOException, InterruptedException {
        List<Cost> costs = run(HostileBodies.all());
        assertThat(costs).hasSize(HostileBodies.all().size());
        for (Cost cost : costs) {
            System.out.printf(
                    "%-48s %8d bytes %5d ms %5.1f times its size: %s%n",
                    cost.name(),
                    cost.size(),
                    cost.cpuMillis(),
                    (double) cost.allocated() / cost.size(),
                    cost.decision());
            assertThat(cost.decision()).as(cost.name()).doesNotContain("failed");
            assertThat(cost.cpuMillis()).as(cost.name()).isLessThan(MOST_CPU_MILLIS);
            assertThat(cost.allocated())
                    .as(cost.name())
                    .isLessThan(ALLOCATED_BY_ANY + MOST_ALLOCATED_PER_BYTE * cost.size());
        }
    }

    @Test
    void what_goes_beyond_the_budget_is_TooComplex() throws IOException, InterruptedException {
        Map<String, Supplier<byte[]>> all = HostileBodies.all();
        List<String> beyond = List.of(
                "variable of 1 MB, referred to 2,300 times",
                "variables that double one another",
                "700 servers, 700 reloaders",
                "90 servers, a reloader with 5,000 targets",
                "1,700,000 tiny arguments",
                "300,000 empty containers",
                "200,000 variables",
                "a shell line of 1,500,000 words");
        all.keySet().retainAll(beyond);
        assertThat(run(all))
                .hasSameSizeAs(beyond)
                .allSatisfy(cost -> assertThat(cost.decision()).as(cost.name()).isEqualTo("error [TOO_COMPLEX]"));
    }

    private List<Cost> run(Map<String, Supplier<byte[]>> bodies) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                HostileRun.class.getName()));
        for (Map.Entry<String, Supplier<byte[]>> body : bodies.entrySet()) {
            Path file = folder.resolve(body.getKey().replace('/', '|'));
            Files.write(file, body.getValue().get());
            command.add(file.toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.lines().map(Cost::parse).toList();
    }
}
