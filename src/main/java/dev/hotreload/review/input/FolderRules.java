package dev.hotreload.review.input;

import java.util.List;
import java.util.stream.Stream;

/**
 * What to do with what is found below folders.
 *
 * @param excluded patterns of paths that are not read, in the syntax of {@code .gitignore}, from the folder that is
 *     named
 * @param unrelated how to report files that hold something other than Kubernetes objects
 * @param values what the user says of files that hold values, below folders or not
 */
public record FolderRules(List<String> excluded, Unrelated unrelated, ValuesOptions values) {

    /** Nothing is excluded, and files without Kubernetes objects are counted. */
    public static final FolderRules DEFAULT = new FolderRules(List.of(), Unrelated.COUNTED, ValuesOptions.NONE);

    public FolderRules {
        excluded = List.copyOf(excluded);
    }

    /** How to report files below a folder that hold something other than Kubernetes objects. */
    public enum Unrelated {
        COUNTED,
        NAMED;

        Stream<Manifest> remarks(String folder, List<String> files) {
            if (files.isEmpty()) {
                return Stream.empty();
            }
            return switch (this) {
                case COUNTED ->
                    Stream.of(Manifest.remark(
                            folder,
                            (files.size() == 1 ? "1 file holds" : files.size() + " files hold")
                                    + " something that is not a Kubernetes object; -v names "
                                    + (files.size() == 1 ? "it." : "them.")));
                case NAMED ->
                    files.stream()
                            .map(file ->
                                    Manifest.remark(file, "the file holds something that is not a Kubernetes object."));
            };
        }
    }
}
