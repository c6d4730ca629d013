package dev.hotreload.cli;

import dev.hotreload.review.input.FolderRules;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose what is read below folders. */
final class FolderOptions {

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "Below folders, skip what matches, in the syntax of .gitignore. May be repeated."
                    + " Files named .hotreloadignore hold such lines too.")
    private List<String> excluded = List.of();

    @Mixin
    private ValuesOfOption values = new ValuesOfOption();

    FolderRules rules(FolderRules.Unrelated unrelated) {
        return new FolderRules(excluded, unrelated, values.options());
    }
}
