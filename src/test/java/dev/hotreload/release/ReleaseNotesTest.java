package dev.hotreload.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/release/notes} cuts the text of a release from the changelog. */
class ReleaseNotesTest {

    private static final String CHANGELOG = """
            # Changelog

            ## [Unreleased]

            ### Added

            - Not yet.

            ## [1.1.0] - 2027-01-02

            ### Changed

            - This and
              that.

            ## [1.1.0-rc.1] - 2027-01-01

            - A candidate.

            ## [1.0.0] - 2026-12-01
            """;

    @TempDir
    Path folder;

    private Script notes(String version) throws Exception {
        Path changelog = Files.writeString(folder.resolve("CHANGELOG.md"), CHANGELOG);
        return Script.run(Path.of("."), Map.of(), ".ci/release/notes", version, changelog.toString());
    }

    @Test
    void the_notes_are_the_section_of_that_very_version() throws Exception {
        assertThat(notes("1.1.0")).isEqualTo(new Script(0, "### Changed\n\n- This and\n  that.\n", ""));
        assertThat(notes("1.1.0-rc.1").out()).isEqualTo("- A candidate.\n");
    }

    @Test
    void a_version_without_a_section_is_not_released() throws Exception {
        Script missing = notes("1.2.0");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err())
                .isEqualTo("CHANGELOG.md has nothing about 1.2.0: give its section the heading"
                        + " \"## [1.2.0] - DATE\".\n");
    }

    @Test
    void a_version_with_an_empty_section_is_not_released() throws Exception {
        assertThat(notes("1.0.0").exitCode()).isEqualTo(1);
    }

    @Test
    void a_dot_of_the_version_stands_for_itself() throws Exception {
        assertThat(notes("1.1x0").exitCode()).isEqualTo(1);
    }
}
