package dev.hotreload.review.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hotreload.Command;
import dev.hotreload.ForkedCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is replaced as a whole or not at all, and nothing but its text changes. */
class FixedFileTest {

    private static final Path INPUT = Path.of("src/test/resources/fix/block.input.yaml");
    private static final Path OUTPUT = Path.of("src/test/resources/fix/block.output.yaml");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void copy() throws IOException {
        file = Files.copy(INPUT, folder.resolve("p.yaml"));
    }

    @AfterEach
    void no_temporary_file_is_left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".hot-reload-"));
        }
    }

    @Test
    void an_edit_that_was_made_after_the_file_was_read_is_kept() throws IOException {
        FixedManifest fixed = new FixedManifest(
                file.toString(), Files.readString(INPUT), Files.readString(OUTPUT), List.of(), List.of());
        Files.writeString(file, "# edited meanwhile\n");
        assertThat(FixedFile.write(fixed))
                .contains("the file has changed since it was read, and was left as it is; run fix again.");
        assertThat(Files.readString(file)).isEqualTo("# edited meanwhile\n");
    }

    @Test
    void a_file_that_is_gone_is_not_made() throws IOException {
        FixedManifest fixed = new FixedManifest(
                file.toString(), Files.readString(INPUT), Files.readString(OUTPUT), List.of(), List.of());
        Files.delete(file);
        assertThat(FixedFile.write(fixed)).contains("the file cannot be written: no such file.");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_file_with_several_names_is_refused() throws IOException {
        Path other = Files.createLink(folder.resolve("other.txt"), file);
        Command fix = Command.run("fix", file.toString());
        assertThat(fix.exitCode()).isEqualTo(2);
        assertThat(fix.err())
                .startsWith(file + ": the file has several names (hard links), and a new file would take only this one;"
                        + " fix a copy, and copy it back.\n")
                .endsWith("Not fixed: 1.\n");
        assertThat(fix.out()).isEmpty();
        assertThat(Files.readString(other)).isEqualTo(Files.readString(INPUT));
        assertThat(Files.isSameFile(file, other)).isTrue();
    }

    @Test
    void owner_and_group_stay() throws IOException {
        try {
            Files.setAttribute(file, "unix:gid", 1234);
            Files.setAttribute(file, "unix:uid", 1234);
        } catch (IOException e) {
            assumeThat(e).as("only root may give files away").isNull();
        }
        assertThat(Command.run("fix", file.toString()).exitCode()).isZero();
        assertThat(Files.readString(file)).isEqualTo(Files.readString(OUTPUT));
        assertThat(Files.readAttributes(file, "unix:uid,gid"))
                .containsEntry("uid", 1234)
                .containsEntry("gid", 1234);
    }

    @Test
    void on_a_full_disk_the_file_stays_as_it_is() throws Exception {
        String large = Files.readString(INPUT) + "# x\n".repeat(50_000);
        Files.writeString(file, large);
        // A limit on the size of files, as a full disk is one.
        ForkedCommand fix = ForkedCommand.shell("64m", "ulimit -f 64; exec \"$@\"", "fix", file.toString());
        assertThat(fix.err()).startsWith(file + ": the file cannot be written: file too large.\n");
        assertThat(fix.exitCode()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo(large);
    }
}
