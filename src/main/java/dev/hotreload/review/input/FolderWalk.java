package dev.hotreload.review.input;

import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import dev.hotreload.review.values.ChartFile;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a folder and all below it hold: manifests, in the order of their names, and charts.
 *
 * <p>Of a chart nothing but what it renders is a manifest: its templates are not read, and a remark says how to render
 * it. Its values are read if they are for a chart that is understood.
 */
final class FolderWalk implements FileVisitor<Path> {

    private static final Set<String> ENDINGS = Set.of("yaml", "yml", "json");
    private static final String CHART = "Chart.yaml";
    private static final Set<String> OF_A_CHART = Set.of("templates", "charts");

    private final Path root;
    private final IgnoreRules ignored;
    private final List<Path> files = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> remarks = new ArrayList<>();
    private boolean somethingExcluded;

    private FolderWalk(Path folder, List<String> excluded) {
        root = folder;
        ignored = new IgnoreRules(folder, excluded, this::unreadable);
    }

    /**
     * Looks through a folder, links included.
     *
     * @param excluded patterns of paths to skip, besides those of {@code .hotreloadignore} files
     */
    static FolderWalk of(Path folder, List<String> excluded) {
        FolderWalk walk = new FolderWalk(folder, excluded);
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        } catch (IOException e) {
            walk.unreadable(folder, e);
        }
        Collections.sort(walk.files);
        return walk;
    }

    List<Path> files() {
        return files;
    }

    /** Returns what could not be looked through. */
    List<Problem> problems() {
        return problems;
    }

    /** Returns what was skipped, and why. */
    List<Problem> remarks() {
        return remarks;
    }

    /** Returns whether there is nothing to read, and no pattern is the reason. */
    boolean isEmpty() {
        return files.isEmpty() && problems.isEmpty() && remarks.isEmpty() && !somethingExcluded;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (isExcluded(folder, IgnoreRules.Entry.FOLDER) || isPartOfChart(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        ignored.enter(folder);
        if (isChart(folder) && folder.equals(root) && !ChartFile.isUnderstood(folder)) {
            // It was named, so nothing may look as if it had been reviewed.
            problems.add(new Problem(
                    Place.of(folder.toString()),
                    "this is a Helm chart, and it was not rendered; review what it renders (helm template NAME "
                            + folder + " | hot-reload review -)."));
        } else if (isChart(folder)) {
            remark(
                    folder,
                    "this is a Helm chart; review what it renders (helm template NAME " + folder
                            + " | hot-reload review -).");
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!isManifest(file) || isExcluded(file, IgnoreRules.Entry.FILE) || isPartOfChart(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isRegularFile()) {
            files.add(file);
        } else {
            remark(file, "this is not a regular file, and was not read.");
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        if (!isExcluded(file, IgnoreRules.Entry.FILE) && !isExcluded(file, IgnoreRules.Entry.FOLDER)) {
            unreadable(file, e);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
        if (e != null) {
            unreadable(folder, e);
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean isExcluded(Path path, IgnoreRules.Entry entry) {
        boolean ignore = ignored.isIgnored(path, entry);
        somethingExcluded |= ignore;
        return ignore;
    }

    private static boolean isManifest(Path file) {
        String name = file.getFileName().toString();
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static boolean isChart(Path folder) {
        return Files.isRegularFile(folder.resolve(CHART));
    }

    private static boolean isPartOfChart(Path path) {
        String name =
                Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
        Path parent = path.getParent();
        boolean values = name.startsWith("values");
        boolean belongs = OF_A_CHART.contains(name) || name.equals(CHART) || values;
        return belongs && parent != null && isChart(parent) && !(values && ChartFile.isUnderstood(parent));
    }

    private void unreadable(Path path, IOException e) {
        problems.add(new Problem(Place.of(path.toString()), "this cannot be read: " + FileCause.of(e) + "."));
    }

    private void remark(Path path, String message) {
        remarks.add(new Problem(Place.of(path.toString()), message));
    }
}
