package dev.hotreload.cli;

import dev.hotreload.review.Invocation;
import dev.hotreload.review.Review;
import dev.hotreload.review.input.FileCause;
import dev.hotreload.review.report.Format;
import dev.hotreload.review.report.TextReport;
import dev.hotreload.usage.NearestWord;
import dev.hotreload.usage.Terminal;
import dev.hotreload.usage.TextWidth;
import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose the formats of a review, and where each goes. */
final class ReportOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT[=FILE]",
            completionCandidates = FormatNames.class,
            description = "text, json, yaml, diff, patch, sarif, junit, github, markdown, html, openreports or"
                    + " policyreport. May be repeated. Default: text.")
    private List<String> outputs = List.of("text");

    @Option(
            names = {"-q", "--quiet"},
            description = "Text: only what needs a person.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Text: everything, also what is left alone.")
    private boolean verbose;

    @Mixin
    private ColorOption color = new ColorOption();

    /** What a shell offers after {@code -o}. */
    static final class FormatNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Format.values()).map(Format::toString).iterator();
        }
    }

    /** A format and where it goes. */
    private record Output(Format format, Optional<Path> file) {}

    /** Returns whether a format that matches was asked for; fails for options that cannot be used together. */
    boolean has(Predicate<Format> wanted) {
        List<Output> all = all();
        if (all.stream().filter(output -> output.file().isEmpty()).count() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Only one format can go to the standard output; give the others a file, as in -o"
                            + " html=review.html.");
        }
        List<Path> files =
                all.stream().flatMap(output -> output.file().stream()).toList();
        if (Set.copyOf(files).size() < files.size()) {
            throw new ParameterException(spec.commandLine(), "Give each format a file of its own.");
        }
        return all.stream().map(Output::format).anyMatch(wanted);
    }

    /** Fails where a report could not be written: before the review, which may take long. */
    void requireFolders() throws UsageException {
        for (Output output : all()) {
            Optional<String> missing = output.file().flatMap(FileCause::missingFolder);
            if (missing.isPresent()) {
                throw new UsageException(output.file().get() + ": the file cannot be written: " + missing.get() + ".");
            }
        }
    }

    TextReport.Detail detail() {
        if (quiet && verbose) {
            throw new ParameterException(spec.commandLine(), "Give either --quiet or --verbose.");
        }
        return quiet ? TextReport.Detail.QUIET : verbose ? TextReport.Detail.VERBOSE : TextReport.Detail.USUAL;
    }

    /**
     * Prints a review in each format that was asked for.
     *
     * @param problems reports what is wrong with the input; called once, after the findings and before the summary
     */
    void write(Review review, Invocation invocation, Runnable problems) throws UsageException {
        Optional<Format> printed = Optional.empty();
        for (Output output : all()) {
            if (output.file().isPresent()) {
                TextReport plain = new TextReport(detail(), false, TextWidth.USUAL, TextReport.Heading.ONE_LINE);
                write(output.file().get(), output.format().report(plain).of(review, invocation));
            } else {
                printed = Optional.of(output.format());
            }
        }
        TextReport text = text();
        boolean isText = printed.filter(format -> format == Format.TEXT).isPresent();
        print(
                isText
                        ? text.findings(review)
                        : printed.map(format -> format.report(text).of(review, invocation))
                                .orElse(""));
        problems.run();
        print(isText ? text.summary(review) : "");
    }

    /** A review is a page, which people also read in files and in the logs of a pipeline: it is wrapped there too. */
    private TextReport text() {
        return Terminal.OUTPUT.isThere()
                ? new TextReport(detail(), color.isOn(), TextWidth.of(Terminal.OUTPUT), TextReport.Heading.WRAPPED)
                : new TextReport(detail(), color.isOn(), TextWidth.USUAL, TextReport.Heading.ONE_LINE);
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private static void write(Path file, String text) throws UsageException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UsageException(file + ": the file cannot be written: " + FileCause.ofWriting(file, e) + ".");
        }
    }

    private List<Output> all() {
        return outputs.stream().map(this::output).toList();
    }

    private Output output(String text) {
        String[] parts = text.split("=", 2);
        Format format = Format.parse(parts[0]).orElseThrow(() -> unknown(parts[0]));
        return new Output(format, parts.length == 2 ? Optional.of(Path.of(parts[1])) : Optional.empty());
    }

    private ParameterException unknown(String name) {
        List<String> formats =
                Arrays.stream(Format.values()).map(Format::toString).toList();
        return new ParameterException(
                spec.commandLine(),
                "There is no format " + name + "; there are " + String.join(", ", formats) + "."
                        + NearestWord.question(name, formats));
    }
}
