package dev.hotreload.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.check.Step;
import dev.hotreload.usage.Terminal;
import dev.hotreload.usage.TextWidth;
import dev.hotreload.usage.WrappedText;
import java.io.PrintWriter;

/** What a check says: each step as soon as it was taken, or all of them at the end as one JSON object. */
final class CheckReport {

    private static final int INDENT = "FAILED  ".length();

    private final PrintWriter out;
    private final OutputOption output;
    private final ColorOption color;
    private final int width = TextWidth.of(Terminal.OUTPUT);
    private final ArrayNode steps = JsonNodeFactory.instance.arrayNode();

    CheckReport(PrintWriter out, OutputOption output, ColorOption color) {
        this.out = out;
        this.output = output;
        this.color = color;
    }

    void add(String name, Step step) {
        ObjectNode object = steps.addObject().put("step", name);
        String text = step.fold(
                passed -> passed(passed, object.put("status", "ok")),
                failed -> failed(failed, object.put("status", "failed")));
        if (!output.isJson()) {
            out.print(text);
            out.flush();
        }
    }

    void end(int exitCode) {
        if (output.isJson()) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.put("version", BuildVersion.number()).put("exitCode", exitCode);
            document.set("steps", steps);
            OutputOption.print(document, out);
        }
    }

    private String passed(Step.Passed step, ObjectNode object) {
        object.put("seen", step.seen());
        WrappedText text = new WrappedText(width);
        text.words(color.green("ok") + "      ", INDENT, INDENT, step.seen());
        return text.toString();
    }

    private String failed(Step.Failed step, ObjectNode object) {
        object.put("seen", step.seen()).put("action", step.todo());
        ArrayNode commands = object.putArray("commands");
        WrappedText text = new WrappedText(width);
        text.words(color.red("FAILED") + "  ", INDENT, INDENT, step.seen() + ".");
        text.words(INDENT, step.todo());
        for (String command : step.commands()) {
            commands.add(command);
            text.line(" ".repeat(INDENT + 2) + command);
        }
        return text.toString();
    }
}
