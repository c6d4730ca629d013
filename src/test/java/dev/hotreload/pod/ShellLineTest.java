package dev.hotreload.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.prometheus.Argument;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellLineTest {

    /** Words in brackets, commands by semicolons. */
    private static String commands(String line) {
        return ShellLine.commands(line, new WorkBudget()).stream()
                .map(ShellLineTest::words)
                .collect(Collectors.joining(";"));
    }

    private static String words(List<Argument> words) {
        return words.stream().map(word -> "[" + word.text() + "]").collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '^',
            value = {
                "a b  c @ [a][b][c]",
                "a;b&&c||d|e&f @ [a];[b];[c];[d];[e];[f]",
                "a 'b c' \"d e\" @ [a][b c][d e]",
                "--x=\"a b\"c @ [--x=a bc]",
                "a \\ b @ [a][ b]",
                "a \"\\\"b\\\"\" @ [a][\"b\"]",
                "a '' @ [a][]",
                "a 'b @ [a][b]",
                "a \"b @ [a][b]",
                "a \\ @ [a]",
                "a $ @ [a][$]",
                "a $(b @ [a][$(b]",
                "a $(b (c) d) e @ [a][$(b (c) d)][e]",
                "a2>b c @ [a2][c]",
                "a 2 >b c @ [a][2][c]",
                "a <<<b c @ [a][c]",
                "a >| b c @ [a][c]",
                "a &>b c;d @ [a][c];[d]",
                "a #b @ [a]",
                "a -c b @ [a][-c][b]",
                "sh -x 'a b' @ [sh][-x][a b]",
                "sh --c 'a b' @ [sh][--c][a b]",
                "sh -c a b @ [sh][-c][a][b]",
                "tini -- sh -c 'a b' @ [tini][--][sh][-c][a b];[a][b]",
                "a # b;c @ [a]",
                "a#b c @ [a#b][c]",
                "a >/x 2>&1 b @ [a][b]",
                "a 2>>/x </y b &>/z @ [a][b]",
                "a $(b c) d @ [a][$(b c)][d]",
                "http://$(POD_IP):9090/x y @ [http://$(POD_IP):9090/x][y]",
                "(a b) @ [a][b]",
                "a `b c` @ [a];[b][c]",
                "sh -c 'x y' z @ [sh][-c][x y][z];[x][y]",
                "exec env A=1 bash -ec \"x; y z\" @ [exec][env][A=1][bash][-ec][x; y z];[x];[y][z]",
                "echo -c 'x y' @ [echo][-c][x y]",
            })
    void a_line_is_read_as_a_shell_reads_it(String line, String expected) {
        assertThat(commands(line)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\tb", "a\nb", " "})
    void a_token_with_blanks_is_read_as_a_line(String token) {
        assertThat(ShellLine.is(Argument.of(token))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "--a=b", "a\rb"})
    void a_token_without_blanks_is_not(String token) {
        assertThat(ShellLine.is(Argument.of(token))).isFalse();
    }

    @Test
    void a_line_that_goes_on_is_one_command() {
        assertThat(commands("set -eu\nexec a \\\n  b \\\n  c\nd")).isEqualTo("[set][-eu];[exec][a][b][c];[d]");
    }

    @ParameterizedTest
    @CsvSource({
        "a b, [a][b]",
        "exec a b, [a][b]",
        "exec -a x, [x]",
        "if ! A=1 B_2=x a b, [a][b]",
        "then exec a, [a]",
        "a=b.c/d e, [e]",
        "--x=1 a, [--x=1][a]",
    })
    void keywords_and_assignments_come_before_the_program(String line, String expected) {
        List<Argument> command = ShellLine.commands(line, new WorkBudget()).get(0);
        assertThat(words(ShellLine.fromProgram(command))).isEqualTo(expected);
    }

    @Test
    void the_words_of_a_huge_line_are_bounded() {
        WorkBudget budget = new WorkBudget();
        int words = ShellLine.commands("a ".repeat(1_500_000), budget).stream()
                .mapToInt(List::size)
                .sum();
        assertThat(budget.isExhausted()).isTrue();
        assertThat(words).isLessThan(200_000);
    }
}
