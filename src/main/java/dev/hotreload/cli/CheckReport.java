package dev.hotreload.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.check.Step;
import dev.hotreload.usage.SafeText;
import java.io.PrintWriter;

/** What a check says: each step as soon as it was taken, or all of them at the end as one JSON object. */
final class CheckReport {

    private static final String INDENT = "        ";

    private final PrintWriter out;
    private final OutputOption output;
    private final ColorOption color;
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
        return color.green("ok") + "      " + SafeText.line(step.seen()) + "\n";
    }

    private String failed(Step.Failed step, ObjectNode object) {
        object.put("seen", step.seen()).put("action", step.todo());
        ArrayNode commands = object.putArray("commands");
        StringBuilder text = new StringBuilder(color.red("FAILED")).append("  ");
        text.append(SafeText.line(step.seen())).append(".\n");
        text.append(INDENT).append(SafeText.line(step.todo())).append('\n');
        for (String command : step.commands()) {
            commands.add(command);
            text.append(INDENT).append("  ").append(SafeText.line(command)).append('\n');
        }
        return text.toString();
    }
}
