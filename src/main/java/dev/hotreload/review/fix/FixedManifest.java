package dev.hotreload.review.fix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.pod.ContainerPosition;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import dev.hotreload.review.input.ChartTemplate;
import dev.hotreload.review.input.Input;
import dev.hotreload.review.input.Manifest;
import dev.hotreload.review.input.ManifestText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A manifest whose text has the flags. Text is inserted and nothing else changes: comments, quotes, order and line ends
 * stay.
 *
 * @param name of the file
 * @param before its text
 * @param after the text with the flags; the same as before when there is nothing to change, or all is refused
 * @param changes what was inserted, in the order of the text
 * @param refused what would be patched and cannot be fixed here, with the reason
 */
public record FixedManifest(String name, String before, String after, List<Change> changes, List<Problem> refused) {

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
    public record Change(FixedPod pod, ContainerPosition container, Edit.Insertion insertion) {

        /** Returns where the arguments of the container start. */
        public Place place() {
            return pod.located().place().of(container);
        }
    }

    /**
     * Returns the manifest with these of its pods fixed, and checked: what is read from the new text is the old tree
     * with the flags.
     */
    public static FixedManifest of(Manifest manifest, List<FixedPod> pods) {
        String before = manifest.text().orElse("");
        List<Problem> refused = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        Text text = Text.of(before);
        for (FixedPod pod : pods) {
            for (ContainerVerdict container : pod.decision().containers()) {
                ContainerPosition position = container.container().position();
                container
                        .verdict()
                        .patch()
                        .map(patch -> unfit(manifest, pod, before)
                                .<Edit>map(Edit.Refused::new)
                                .orElseGet(() -> edit(text, pod, position, patch.arguments())))
                        .ifPresent(edit -> edit.handle(
                                insertion -> changes.add(new Change(pod, position, insertion)),
                                no -> refused.add(refusal(pod, position, no.why()))));
            }
        }
        changes.sort(Comparator.comparingInt(change -> change.insertion().at()));
        String after = insert(before, changes);
        if (changes.isEmpty() || isAsWanted(manifest, after, changes)) {
            return new FixedManifest(manifest.name(), before, after, changes, refused);
        }
        changes.forEach(change -> refused.add(refusal(
                change.pod(),
                change.container(),
                "the changed text does not read as the old one with the flags; add them manually")));
        return new FixedManifest(manifest.name(), before, before, List.of(), refused);
    }

    /** Returns whether the text differs. */
    public boolean isChanged() {
        return !changes.isEmpty();
    }

    private static Optional<String> unfit(Manifest manifest, FixedPod pod, String text) {
        // Values may hold templates, which the chart renders later.
        if (!pod.isOfValues() && ChartTemplate.isIn(text)) {
            return Optional.of(ChartTemplate.ADVICE);
        }
        return manifest.problems().isEmpty()
                ? Optional.empty()
                : Optional.of("other documents of the file cannot be read; correct them first");
    }

    private static Edit edit(Text text, FixedPod pod, ContainerPosition position, List<String> arguments) {
        return pod.located()
                .place()
                .text()
                .map(changed -> changed.fold(
                        spec -> ArgsInsertion.of(text, spec.source(), position, arguments),
                        values -> ValuesInsertion.of(
                                text, values.edit(), values.edit().place(position), arguments, pod.patched())))
                .orElseGet(() -> new Edit.Refused("the pod's spec is not a mapping in this text; write it out"));
    }

    private static Problem refusal(FixedPod pod, ContainerPosition container, String why) {
        String sentence = "not fixed: " + why;
        return new Problem(pod.located().place().of(container), sentence.endsWith(".") ? sentence : sentence + ".");
    }

    private static String insert(String before, List<Change> changes) {
        StringBuilder after = new StringBuilder(before.length() + 100 * changes.size());
        int copied = 0;
        for (Change change : changes) {
            after.append(before, copied, change.insertion().at());
            after.append(change.insertion().text());
            copied = change.insertion().at() + change.insertion().instead();
        }
        return after.append(before, copied, before.length()).toString();
    }

    private static boolean isAsWanted(Manifest manifest, String after, List<Change> changes) {
        IdentityHashMap<JsonNode, JsonNode> wanted = new IdentityHashMap<>();
        for (Change change : changes) {
            change.pod().want(change.container(), wanted);
        }
        Manifest read = ManifestText.read(manifest.name(), after, Input.FOUND);
        return read.problems().isEmpty() && new TreeComparison(wanted).holds(manifest.documents(), read.documents());
    }
}
