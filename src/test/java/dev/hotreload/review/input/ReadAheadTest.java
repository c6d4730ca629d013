package dev.hotreload.review.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {

    private final List<Integer> files = IntStream.range(0, 100).boxed().toList();
    private final List<String> handedOn = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void files_are_handed_on_in_their_order(int cores) {
        new ReadAhead(cores).each(files, file -> file % 3 != 0, file -> "file " + file, handedOn::add);
        assertThat(handedOn)
                .isEqualTo(files.stream().map(file -> "file " + file).toList());
    }

    @Test
    void a_file_is_read_while_an_earlier_one_is_not_done() {
        CountDownLatch laterIsRead = new CountDownLatch(1);
        new ReadAhead(2)
                .each(
                        List.of(0, 1),
                        file -> true,
                        file -> {
                            if (file == 0) {
                                await(laterIsRead);
                            } else {
                                laterIsRead.countDown();
                            }
                            return "file " + file;
                        },
                        handedOn::add);
        assertThat(handedOn).containsExactly("file 0", "file 1");
    }

    @Test
    void a_large_file_is_read_when_it_is_its_turn() {
        Map<Integer, Integer> handedOnBefore = new ConcurrentHashMap<>();
        new ReadAhead(2)
                .each(
                        files,
                        file -> file % 10 != 0,
                        file -> {
                            if (file % 10 == 0) {
                                handedOnBefore.put(file, handedOn.size());
                            }
                            return "file " + file;
                        },
                        handedOn::add);
        assertThat(handedOnBefore)
                .hasSize(10)
                .allSatisfy((file, before) -> assertThat(before).isEqualTo(file));
    }

    @Test
    void few_files_are_ahead_of_the_one_that_is_handed_on() {
        Set<Integer> read = ConcurrentHashMap.newKeySet();
        new ReadAhead(2)
                .each(
                        files,
                        file -> true,
                        file -> {
                            read.add(file);
                            return file;
                        },
                        file -> assertThat(read).hasSizeLessThanOrEqualTo(file + 2 * 4));
        assertThat(read).hasSize(100);
    }

    @Test
    void what_a_read_throws_is_thrown_in_its_turn() {
        assertThatThrownBy(() -> new ReadAhead(2)
                        .each(
                                files,
                                file -> true,
                                file -> {
                                    if (file == 5) {
                                        throw new StackOverflowError("of file 5");
                                    }
                                    return "file " + file;
                                },
                                handedOn::add))
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("of file 5");
        assertThat(handedOn).hasSize(5);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
