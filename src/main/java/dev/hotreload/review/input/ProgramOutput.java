package dev.hotreload.review.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a program wrote until it ended.
 *
 * @param exitCode of the program
 * @param out what it wrote to its standard output
 * @param err what it wrote to its standard error
 */
record ProgramOutput(int exitCode, String out, String err) {

    /**
     * Runs a program to its end.
     *
     * @param timeout after which it is ended
     * @throws IOException when it cannot be started, takes longer or writes more than is read
     */
    static ProgramOutput of(List<String> command, Duration timeout) throws IOException {
        Path out = Files.createTempFile("hot-reload", ".out");
        Path err = Files.createTempFile("hot-reload", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            await(process, timeout);
            return new ProgramOutput(process.exitValue(), text(out), text(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static void await(Process process, Duration timeout) throws IOException {
        try {
            if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            throw new IOException("no answer within " + timeout.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(InputBytes.read(file), StandardCharsets.UTF_8);
    }
}
