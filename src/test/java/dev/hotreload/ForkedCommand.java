package dev.hotreload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of the command in a process of its own. */
public record ForkedCommand(int exitCode, String out, String err) {

    /** Runs the command with this much heap. */
    public static ForkedCommand run(String heap, String... arguments) throws IOException, InterruptedException {
        return shell(heap, "exec \"$@\"", arguments);
    }

    /** Runs a line of sh, in which {@code "$@"} is the command. */
    public static ForkedCommand shell(String heap, String line, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", line, "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + heap,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.hotreload.HotReload"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("hot-reload", ".out");
        Path err = Files.createTempFile("hot-reload", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("the command does not end: " + Files.readString(err));
            }
            return new ForkedCommand(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
