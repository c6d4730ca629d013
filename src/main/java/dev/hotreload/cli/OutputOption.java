package dev.hotreload.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine.Option;

/** The option of commands whose answer is also a JSON object for programs. */
final class OutputOption {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    enum Format {
        text,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "For people or for programs. Default: text.")
    private Format format = Format.text;

    boolean isJson() {
        return format == Format.json;
    }

    /** Prints a document, with a line break at its end. */
    static void print(JsonNode document, PrintWriter out) {
        try {
            out.println(JSON.writeValueAsString(document));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a tree can always be written", e);
        }
    }
}
