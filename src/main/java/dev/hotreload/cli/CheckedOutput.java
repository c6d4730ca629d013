package dev.hotreload.cli;

import dev.hotreload.review.input.FileCause;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The standard output, which remembers why it could not be written: a {@link java.io.PrintWriter} only knows that it
 * could not.
 */
final class CheckedOutput extends FilterOutputStream {

    private Optional<IOException> failure = Optional.empty();

    CheckedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }

    /**
     * Returns why the output could not be written, in words; empty when it was written, and when nobody reads it any
     * more, as after {@code | head}.
     */
    Optional<String> failure() {
        return failure.map(FileCause::of).filter(cause -> !cause.equals("broken pipe"));
    }
}
