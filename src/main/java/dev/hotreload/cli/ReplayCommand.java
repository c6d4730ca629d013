package dev.hotreload.cli;

import dev.hotreload.recording.Recording;
import dev.hotreload.recording.RecordingFolder;
import dev.hotreload.recording.Replay;
import dev.hotreload.usage.NamedFile;
import dev.hotreload.usage.SafeText;
import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hot-reload replay}. */
@Command(
        name = "replay",
        description =
                "Decide recorded reviews with this version, and print the verdicts that differ. Run it with the new"
                        + " version before an upgrade, on what serve --record has kept.",
        exitCodeList = {
            "0:every verdict is the same",
            "1:a verdict differs",
            "2:bad usage, no recordings, or a file that is not a recording"
        },
        footerHeading = "%nExamples:%n%n",
        footer = {"  hot-reload serve --self-signed --record recordings", "  hot-reload replay recordings"})
final class ReplayCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder that serve --record has filled.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws UsageException {
        PrintWriter out = spec.commandLine().getOut();
        int differing = 0;
        List<Path> files = recordings();
        for (Path file : files) {
            Replay replay = Replay.of(read(file));
            if (replay.differs()) {
                differing++;
                out.println(SafeText.line(file.getFileName() + " " + replay));
            }
        }
        out.println("Reviews replayed: " + files.size() + ". Verdicts that differ: " + differing + ".");
        out.flush();
        return differing == 0 ? ExitCode.OK : ExitCode.DIFFERENT;
    }

    private List<Path> recordings() throws UsageException {
        List<Path> files;
        try {
            files = RecordingFolder.recordings(folder);
        } catch (IOException e) {
            throw new UsageException(
                    folder + ": this is not a folder that can be read; name the one of serve --record.", e);
        }
        if (files.isEmpty()) {
            throw new UsageException(folder + ": there are no recordings here; serve --record makes them.");
        }
        return files;
    }

    private static Recording read(Path file) throws UsageException {
        return Recording.parse(NamedFile.bytes(file))
                .orElseThrow(() -> new UsageException(
                        file + ": this is not a recording of serve --record; remove it from the folder."));
    }
}
