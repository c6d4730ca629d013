package dev.hotreload.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An input as text of some lines, so that a person can read and write the ones that are kept. */
record Lines(List<String> all) {

    /** A line that stands for the end of a part. */
    private static final String END = "===";

    static Lines of(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        String[] lines = text.split("\n", -1);
        int count = text.endsWith("\n") ? lines.length - 1 : lines.length;
        // A backslash and an n stand for a line break inside of a line.
        return new Lines(Arrays.stream(lines)
                .limit(count)
                .map(line -> line.replace("\\n", "\n"))
                .toList());
    }

    /** Returns the lines of a part, counted from 0; none where there are not so many. */
    List<String> part(int number) {
        List<String> part = new ArrayList<>();
        int now = 0;
        for (String line : all) {
            if (line.equals(END)) {
                now++;
            } else if (now == number) {
                part.add(line);
            }
        }
        return part;
    }

    /** Returns how many parts there are. */
    int parts() {
        return 1 + (int) all.stream().filter(END::equals).count();
    }
}
