package dev.hotreload.cli;

import dev.hotreload.review.report.BugReport;
import dev.hotreload.usage.SafeText;
import dev.hotreload.usage.UsageException;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs a command and makes sure of its exit code: whatever it throws is an error, and so is an output that cannot be
 * written.
 */
final class LastResort implements IExecutionStrategy {

    private final CheckedOutput output;

    LastResort(CheckedOutput output) {
        this.output = output;
    }

    @Override
    public int execute(ParseResult parsed) {
        PrintWriter err = parsed.commandSpec().commandLine().getErr();
        int exitCode;
        try {
            exitCode = new RunLast().execute(parsed);
        } catch (Error e) {
            return failed(e, err);
        }
        parsed.commandSpec().commandLine().getOut().flush();
        Optional<String> failure = output.failure();
        failure.ifPresent(cause -> err.println("standard output cannot be written: " + cause + "."));
        return failure.isPresent() ? ExitCode.ERROR : exitCode;
    }

    /** Prints what a command has thrown: its own words, or what is needed to report a failure of the tool. */
    static int handle(Exception e, PrintWriter err) {
        if (e instanceof UsageException usage) {
            err.println(SafeText.line(String.valueOf(usage.getMessage())));
            err.flush();
            return ExitCode.ERROR;
        }
        return failed(e, err);
    }

    private static int failed(Throwable bug, PrintWriter err) {
        err.print(BugReport.of(bug));
        err.flush();
        return ExitCode.ERROR;
    }
}
