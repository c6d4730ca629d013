package dev.hotreload.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fix of files. A pair {@code NAME.input.yaml} and {@code NAME.output.yaml} in the folder is a case; where there is
 * {@code NAME.refused.txt} instead of the output, the file stays as it is for these reasons.
 */
class FixCommandTest {

    private static final Path CASES = Path.of("src/test/resources/fix");

    @TempDir
    Path folder;

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".input.yaml"))
                    .map(name -> name.replace(".input.yaml", ""))
                    .sorted()
                    .toList();
            assertThat(names).hasSizeGreaterThan(40);
            return names.stream();
        }
    }

    private Path copy(String name) throws IOException {
        return Files.copy(CASES.resolve(name + ".input.yaml"), folder.resolve(name + ".yaml"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_file_gets_its_flags_and_stays_the_same_otherwise(String name) throws IOException {
        Path file = copy(name);
        Path refused = CASES.resolve(name + ".refused.txt");

        Command fix = Command.run("fix", file.toString());

        if (Files.exists(refused)) {
            assertThat(Files.readString(file)).isEqualTo(Files.readString(CASES.resolve(name + ".input.yaml")));
            assertThat(fix.err().lines().filter(line -> line.contains("not fixed:")))
                    .map(line -> line.substring(line.indexOf("not fixed:")))
                    .isEqualTo(Files.readAllLines(refused));
            assertThat(fix.exitCode()).isEqualTo(name.contains("broken") ? 2 : 3);
            return;
        }
        assertThat(Files.readString(file)).isEqualTo(Files.readString(CASES.resolve(name + ".output.yaml")));
        assertThat(fix.err())
                .startsWith("Fixed: ")
                .endsWith(" Blocked: 0. Not fixed: 0.\n")
                .hasLineCount(1);
        assertThat(fix.exitCode()).isZero();
        assertThat(Command.run("review", file.toString()).exitCode())
                .as("nothing is left for the webhook")
                .isZero();
        assertThat(Command.run("fix", file.toString()).out())
                .as("nothing is done twice")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void git_applies_the_diff_with_the_same_result(String name) throws Exception {
        Path file = copy(name);
        Command diff = Command.run("fix", "--diff", file.toString());
        assertThat(Command.run("review", "-o", "diff", file.toString()).out()).isEqualTo(diff.out());
        assertThat(Files.readString(file))
                .as("nothing is written")
                .isEqualTo(Files.readString(CASES.resolve(name + ".input.yaml")));
        if (Files.exists(CASES.resolve(name + ".refused.txt"))) {
            assertThat(diff.out()).isEmpty();
            return;
        }
        assertThat(diff.exitCode()).isEqualTo(1);
        assertThat(Files.readString(applied(file, diff.out())))
                .isEqualTo(Files.readString(CASES.resolve(name + ".output.yaml")));
    }

    /** Applies a diff to a copy of the file in another tree, and returns the copy. */
    private Path applied(Path file, String diff) throws Exception {
        // Names in the diff are those of the path without its first slash.
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Path target = tree.resolve(Path.of("/").relativize(file.toAbsolutePath()));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
        Path patch = Files.writeString(folder.resolve("x.patch"), diff);
        Process git = new ProcessBuilder("git", "apply", "--whitespace=nowarn", patch.toString())
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
        return target;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a name.yaml",
                "a\"quote\\.yaml",
                "a\n::error::x\u001b\u009b\u202e.yaml",
                "Ümlaut\uD83D\uDE00.yaml"
            })
    void git_applies_the_diff_of_a_file_of_any_name(String name) throws Exception {
        Path file = Files.copy(CASES.resolve("block.input.yaml"), folder.resolve(name));
        Command diff = Command.run("fix", "--diff", file.toString());
        assertThat(diff.out().lines()).noneMatch(line -> line.startsWith("::error::"));
        assertThat(Files.readString(applied(file, diff.out())))
                .isEqualTo(Files.readString(CASES.resolve("block.output.yaml")));
    }

    @Test
    void check_writes_nothing_and_says_what_would_change() throws IOException {
        Path file = copy("block");
        Command check = Command.run("fix", "--check", file.toString());
        assertThat(check.out()).isEqualTo(file + ":12: Deployment prometheus would be fixed\n");
        assertThat(check.err()).isEqualTo("To fix: 1 in 1 file. Compliant: 0. Blocked: 0. Not fixed: 0.\n");
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(Files.readString(file)).isEqualTo(Files.readString(CASES.resolve("block.input.yaml")));
    }

    @Test
    void a_link_stays_a_link_and_a_mode_stays() throws IOException {
        Path file = copy("block");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file.getFileName());
        assertThat(Command.run("fix", link.toString()).exitCode()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file)).isEqualTo(Files.readString(CASES.resolve("block.output.yaml")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("no temporary file is left").containsExactlyInAnyOrder(file, link);
        }
    }

    @Test
    void what_is_blocked_is_reported_and_the_rest_is_fixed() throws IOException {
        Path file = copy("block");
        Path blocked = Files.copy(
                Path.of("src/test/resources/review/blocked-deployment.yaml"), folder.resolve("blocked.yaml"));
        Command fix = Command.run("fix", folder.toString());
        assertThat(fix.exitCode()).isEqualTo(3);
        assertThat(fix.err())
                .isEqualTo(blocked + ":12: Deployment prometheus, LifecycleDisabledByOwner:"
                        + " --no-web.enable-lifecycle is set. Remove --no-web.enable-lifecycle,"
                        + " or let the reloader send SIGHUP (--reload-method=signal).\n"
                        + "Fixed: 1 in 1 file. Compliant: 0. Blocked: 1. Not fixed: 0.\n");
        assertThat(fix.out()).isEqualTo(file + ":12: Deployment prometheus is fixed\n");
    }

    @Test
    void a_mode_of_the_configuration_holds() throws IOException {
        Path file = copy("block");
        Path config = Files.writeString(folder.resolve("config.yaml"), "mode: \"off\"\n");
        Command fix = Command.run("fix", "--config", config.toString(), file.toString());
        assertThat(fix.exitCode()).isZero();
        assertThat(fix.out()).isEmpty();
    }

    @Test
    void the_standard_input_is_not_a_file() {
        Command fix = Command.run("fix", "-");
        assertThat(fix.exitCode()).isEqualTo(2);
        assertThat(fix.err()).startsWith("fix changes files; hot-reload filter does the same for the standard input.");
    }

    @Test
    void what_the_mode_leaves_alone_is_in_the_totals() throws IOException {
        Path config = Files.writeString(folder.resolve("off.yaml"), "mode: off\n");
        Path pod = Files.writeString(folder.resolve("pod.yaml"), """
                {apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [
                  {name: p, image: "prom/prometheus:v2.48.0", args: [--config.file=/a]},
                  {name: r, image: "x/config-reloader:v1", args: ["--reload-url=http://localhost:9090/-/reload"]}]}}
                """);
        assertThat(Command.run("fix", "--config", config.toString(), pod.toString())
                        .err())
                .contains("Fixed: 0 in 0 files. Compliant: 0. Blocked: 0. Not fixed: 0. Mode off: 1.\n");
    }

    @Test
    void problems_are_in_the_total() {
        String broken = ReviewFixtures.file(folder, "broken.yaml", "a: [");
        assertThat(Command.run("fix", "--check", broken).err())
                .endsWith("To fix: 0 in 0 files. Compliant: 0. Blocked: 0. Not fixed: 0. Problems: 1.\n");
    }
}
