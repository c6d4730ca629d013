package dev.hotreload.cli;

import dev.hotreload.review.input.ValuesOptions;
import dev.hotreload.review.values.Chart;
import dev.hotreload.usage.NearestWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that names files with values of a chart. */
final class ValuesOfOption {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--values-of",
            paramLabel = "CHART[=FILE]",
            description = "Read a file as values of chart prometheus or kube-prometheus-stack; without FILE, every file"
                    + " that is named and holds no Kubernetes objects. May be repeated. Values are found by a Chart.yaml"
                    + " beside them or by their shape without it.")
    private List<String> charts = List.of();

    ValuesOptions options() {
        List<ValuesOptions.Named> named = new ArrayList<>();
        for (String text : charts) {
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            Chart chart = Chart.named(name).orElseThrow(() -> unknown(name));
            named.add(new ValuesOptions.Named(
                    chart, equals < 0 ? Optional.empty() : Optional.of(file(text.substring(equals + 1)))));
        }
        return new ValuesOptions(named);
    }

    private Path file(String name) {
        Path file = Path.of(name);
        if (!Files.exists(file)) {
            throw new ParameterException(
                    spec.commandLine(), "There is no file " + name + "; give --values-of the path of a file.");
        }
        return file;
    }

    private ParameterException unknown(String name) {
        return new ParameterException(
                spec.commandLine(),
                "The values of chart " + name + " cannot be reviewed; --values-of takes "
                        + String.join(" or ", Chart.names()) + "." + NearestWord.question(name, Chart.names()));
    }
}
