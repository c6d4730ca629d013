package dev.hotreload.review.fix;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.decision.Verdict;
import dev.hotreload.pod.ContainerPosition;
import dev.hotreload.review.Problem;
import dev.hotreload.review.input.LocatedPod;
import dev.hotreload.review.input.Manifest;
import dev.hotreload.review.input.ManifestText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A manifest whose text has the flags. Text is inserted and nothing else changes: comments, quotes, order and line ends stay.
 *
 * @param name of the file
 * @param before its text
 * @param after the text with the flags; the same as before when there is nothing to change, or all is refused
 * @param changes what was inserted, in the order of the text
 * @param refused what would be patched and cannot be fixed here, with the reason
 */
public record FixedManifest(String name, String before, String after, List<Change> changes, List<Problem> refused) {

    /** What only a chart has: templates of Prometheus and Alertmanager look much the same, and stand in manifests. */
    private static final Pattern CHART_TEMPLATE =
            Pattern.compile("\\{\\{[^}]*(\\.(Values|Release|Chart)\\b|\\binclude \")");

    public FixedManifest {
        changes = List.copyOf(changes);
        refused = List.copyOf(refused);
    }

    /**
     * An insertion for one container.
     *
     * @param pod that the container is part of
     * @param container where it stands in the pod
     * @param insertion its text and place
     */
    public record Change(FixedPod pod, ContainerPosition container, Edit.Insertion insertion) {}

    /** Returns the manifest with these of its pods fixed, checked: what is read from the new text is the old tree with the flags. */
    public static FixedManifest of(Manifest manifest, List<FixedPod> pods) {
        String before = manifest.text().orElse("");
        List<Problem> refused = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        Optional<String> unfit = unfit(manifest);
        Text text = Text.of(before);
        for (FixedPod pod : pods) {
            unfit.ifPresentOrElse(
                    why -> refused.add(refusal(pod.located(), why)), () -> edit(text, pod, changes, refused));
        }
        changes.sort(Comparator.comparingInt(change -> change.insertion().at()));
        String after = insert(before, changes);
        if (!changes.isEmpty() && !isAsWanted(manifest, after, changes)) {
            changes.forEach(change -> refused.add(refusal(
                    change.pod().located(),
                    "the changed text does not read as the old one with the flags; add them by hand")));
            return new FixedManifest(manifest.name(), before, before, List.of(), refused);
        }
        return new FixedManifest(manifest.name(), before, after, changes, refused);
    }

    /** Returns whether the text differs. */
    public boolean isChanged() {
        return !changes.isEmpty();
    }

    /**
     * Writes the new text to the manifest's file, at once and as a whole: it comes beside it under another name first. A symbolic
     * link stays one, and the mode of the file stays.
     */
    public void write(Path file) throws IOException {
        Path target = file.toRealPath();
        Path folder = Optional.ofNullable(target.getParent()).orElseThrow();
        Path fresh = Files.createTempFile(folder, ".hot-reload-", ".tmp");
        try {
            Files.writeString(fresh, after);
            if (Files.getFileStore(target).supportsFileAttributeView(PosixFileAttributeView.class)) {
                Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static Optional<String> unfit(Manifest manifest) {
        String text = manifest.text().orElse("");
        if (CHART_TEMPLATE.matcher(text).find()) {
            return Optional.of(ManifestText.IS_TEMPLATE);
        }
        return manifest.problems().isEmpty()
                ? Optional.empty()
                : Optional.of("other documents of the file cannot be read; mend them first");
    }

    private static void edit(Text text, FixedPod pod, List<Change> changes, List<Problem> refused) {
        for (ContainerVerdict server : pod.decision().containers()) {
            if (server.verdict() instanceof Verdict.Patch patch) {
                ContainerPosition position = server.container().position();
                Edit edit = pod.located()
                        .source()
                        .map(source -> ArgsInsertion.of(text, source, position, patch.arguments()))
                        .orElseGet(() -> new Edit.Refused("the pod's spec is no mapping in this text"));
                if (edit instanceof Edit.Insertion insertion) {
                    changes.add(new Change(pod, position, insertion));
                } else if (edit instanceof Edit.Refused no) {
                    refused.add(refusal(pod.located(), no.why()));
                }
            }
        }
    }

    private static Problem refusal(LocatedPod pod, String why) {
        String sentence = "not fixed: " + why;
        return new Problem(pod.place(), sentence.endsWith(".") ? sentence : sentence + ".");
    }

    private static String insert(String before, List<Change> changes) {
        StringBuilder after = new StringBuilder(before.length() + 100 * changes.size());
        int copied = 0;
        for (Change change : changes) {
            after.append(before, copied, change.insertion().at());
            after.append(change.insertion().text());
            copied = change.insertion().at();
        }
        return after.append(before, copied, before.length()).toString();
    }

    private static boolean isAsWanted(Manifest manifest, String after, List<Change> changes) {
        IdentityHashMap<JsonNode, JsonNode> wanted = new IdentityHashMap<>();
        for (Change change : changes) {
            JsonPointer container =
                    JsonPointer.compile(change.container().argsPointer()).head();
            FixedPod pod = change.pod();
            wanted.put(pod.located().json().at(container), pod.patched().at(container));
        }
        Manifest read = ManifestText.read(manifest.name(), after);
        return read.problems().isEmpty() && isAsWanted(manifest.documents(), read.documents(), wanted);
    }

    private static boolean isAsWanted(
            Iterable<JsonNode> before, Iterable<JsonNode> after, IdentityHashMap<JsonNode, JsonNode> wanted) {
        Iterator<JsonNode> is = after.iterator();
        for (JsonNode was : before) {
            if (!is.hasNext() || !isAsWanted(was, is.next(), wanted)) {
                return false;
            }
        }
        return !is.hasNext();
    }

    private static boolean isAsWanted(JsonNode before, JsonNode after, IdentityHashMap<JsonNode, JsonNode> wanted) {
        if (wanted.containsKey(before)) {
            return after.equals(wanted.get(before));
        }
        if (before.isObject() && after.isObject()) {
            return before.size() == after.size()
                    && before.properties().stream()
                            .allMatch(field -> after.has(field.getKey())
                                    && isAsWanted(field.getValue(), after.get(field.getKey()), wanted));
        }
        return (before.isArray() && after.isArray())
                ? isAsWanted((Iterable<JsonNode>) before, after, wanted)
                : before.equals(after);
    }
}
