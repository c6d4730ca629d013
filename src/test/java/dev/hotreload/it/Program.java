package dev.hotreload.it;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process started by a test, with what it has written so far; ended with the test. */
final class Program implements AutoCloseable {

    /** The jar of this build. */
    static final Path HOT_RELOAD = Path.of(System.getProperty("hot-reload.jar", "target/hot-reload.jar"));

    private final Process process;
    // Written by one thread and read by another.
    @SuppressWarnings("JdkObsolete")
    private final StringBuffer out = new StringBuffer();

    @SuppressWarnings("JdkObsolete")
    private final StringBuffer err = new StringBuffer();

    private final List<Thread> readers;

    private Program(Process process) {
        this.process = process;
        readers = List.of(collect(process.getInputStream(), out), collect(process.getErrorStream(), err));
    }

    /** Returns whether a program, by its path or on the PATH, can be started on this machine. */
    static boolean isHere(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
    }

    static Program start(List<String> command) {
        return start(command, Map.of());
    }

    static Program start(List<String> command, Map<String, String> environment) {
        return start(command, environment, Path.of(""));
    }

    static Program start(List<String> command, Map<String, String> environment, Path directory) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            builder.directory(directory.toAbsolutePath().toFile());
            return new Program(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the jar of this build. */
    static Program hotReload(String... arguments) {
        return hotReload(Map.of(), arguments);
    }

    static Program hotReload(Map<String, String> environment, String... arguments) {
        return start(command(HOT_RELOAD, arguments), environment);
    }

    /** Starts the jar of another build. */
    static Program hotReload(Path jar, String... arguments) {
        return start(command(jar, arguments));
    }

    private static List<String> command(Path jar, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** Returns all it has written. */
    String output() {
        return out() + err();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    void terminate() {
        process.destroy();
    }

    int exitCode() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after a minute: " + output());
            }
            for (Thread reader : readers) {
                reader.join();
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Ends it and what it has started: a launcher or a shell that is killed does not end its child. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        exitCode();
    }

    private static Thread collect(InputStream stream, StringBuffer into) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader =
                    new BufferedReader(new java.io.InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    into.append(line).append('\n');
                }
            } catch (IOException e) {
                into.append("the stream broke\n");
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
