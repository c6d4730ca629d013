package dev.hotreload.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.NamespaceGlob;
import dev.hotreload.decision.Policy;
import dev.hotreload.usage.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {

    @Test
    void reads_mode_flags_and_namespaces() throws UsageException {
        assertThat(PolicyFile.parse("c.yaml", """
                mode: audit
                flags: {lifecycle: true, walCompression: false}
                namespaces:
                  - match: ["team-*", infra]
                    mode: off
                """))
                .isEqualTo(new Policy(
                        Mode.AUDIT,
                        Set.of(ManagedFlag.LIFECYCLE),
                        List.of(new Policy.NamespaceRule(
                                Stream.of("team-*", "infra")
                                        .flatMap(glob -> NamespaceGlob.parse(glob).stream())
                                        .toList(),
                                Mode.OFF))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "{}", "---\n"})
    void everything_is_optional(String text) throws UsageException {
        assertThat(PolicyFile.parse("c.yaml", text)).isEqualTo(Policy.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "moode: audit | c.yaml:1: moode is not known here; known are mode, flags, namespaces.",
                "'# x\nmode: on' | c.yaml:2: mode is one of enforce, audit, off.",
                "mode: [audit] | c.yaml:1: mode is a word.",
                "'mode: audit\nmode: off' | c.yaml:2: mode is given twice; remove one.",
                "flags: {lifecycle: 1} | c.yaml:1: flags.lifecycle is true or false.",
                "'flags:\n  wal: true' | c.yaml:2: wal is not known here; known are lifecycle, walCompression.",
                "flags: [lifecycle] | c.yaml:1: flags holds keys and values.",
                "namespaces: {} | c.yaml:1: namespaces is a list.",
                "'namespaces:\n- match: [a]' | c.yaml:2: a rule of namespaces needs both match, a list of names, and mode.",
                "'namespaces:\n- mode: off' | c.yaml:2: a rule of namespaces needs both match, a list of names, and mode.",
                "'namespaces:\n- {match: [Team], mode: off}' | c.yaml:2: match holds names of namespaces: lower-case letters, digits, - and * only.",
                "'namespaces:\n- {match: [a], mode: off, x: y}' | c.yaml:2: x is not known here; known are match, mode.",
                "- a | c.yaml:1: the file holds keys and values.",
                "'mode: !!str [a]' | c.yaml:1: mode is a word.",
                "'flags:\n  lifecycle: !!bool [a]' | c.yaml:2: flags.lifecycle is true or false.",
                "'namespaces: !!seq a' | c.yaml:1: namespaces is a list.",
                "'flags: !!map a' | c.yaml:1: flags holds keys and values.",
            })
    void rejects_what_is_not_understood_with_file_and_line(String text, String message) {
        assertThatThrownBy(() -> PolicyFile.parse("c.yaml", text))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void rejects_what_is_nested_too_deeply_with_file_and_line(String level) {
        assertThatThrownBy(() -> PolicyFile.parse("c.yaml", "# x\n" + level.repeat(100_000)))
                .isInstanceOf(UsageException.class)
                .hasMessage("c.yaml:2: the YAML has more than 50 levels.");
    }

    @Test
    void rejects_a_file_of_more_than_1_mib(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("c.yaml");
        Files.writeString(file, "#".repeat(1 << 20));
        assertThat(PolicyFile.read(file)).isEqualTo(Policy.DEFAULT);
        Files.writeString(file, "#".repeat((1 << 20) + 1));
        assertThatThrownBy(() -> PolicyFile.read(file))
                .isInstanceOf(UsageException.class)
                .hasMessage(file + ": the file is larger than 1 MiB.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [", "\tmode: x", "mode: *x", "mode: audit\n---\nmode: off", "\u0000"})
    void rejects_what_is_not_yaml(String text) {
        assertThatThrownBy(() -> PolicyFile.parse("c.yaml", text))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("c.yaml");
    }
}
