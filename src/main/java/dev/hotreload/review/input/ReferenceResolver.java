package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.review.Problem;
import dev.hotreload.review.values.OfferedObjects;
import dev.hotreload.review.values.ValuesFound;
import dev.hotreload.review.values.ValuesPod;
import dev.hotreload.review.values.WaitingRelease;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Holds back the manifests that refer to others until the input has ended, and hands on the rest as it comes. A pod
 * becomes part of the manifest whose text makes it.
 */
final class ReferenceResolver implements Consumer<Manifest> {

    private final Consumer<Manifest> next;
    private final List<Manifest> held = new ArrayList<>();

    ReferenceResolver(Consumer<Manifest> next) {
        this.next = next;
    }

    @Override
    public void accept(Manifest manifest) {
        if (manifest.contents().references().isEmpty()) {
            next.accept(manifest);
        } else {
            held.add(manifest);
        }
    }

    /** Resolves the references with all objects of the input, and hands on what was held back. */
    void end() {
        OfferedObjects objects = new OfferedObjects();
        held.stream()
                .flatMap(manifest -> manifest.contents().references().offers().stream())
                .forEach(offer -> objects.add(offer.document(), offer.object()));
        IdentityHashMap<JsonNode, List<ValuesPod>> pods = new IdentityHashMap<>();
        List<Manifest> resolved = new ArrayList<>();
        for (Manifest manifest : held) {
            List<Problem> problems = new ArrayList<>(manifest.problems());
            List<Problem> remarks = new ArrayList<>(manifest.remarks());
            for (WaitingRelease release : manifest.contents().references().waiting()) {
                ValuesFound found = release.with(objects);
                problems.addAll(found.problems());
                remarks.addAll(found.remarks());
                found.pods()
                        .forEach(pod -> pods.computeIfAbsent(pod.document().root(), key -> new ArrayList<>())
                                .add(pod));
            }
            resolved.add(new Manifest(
                    manifest.name(), manifest.input(), manifest.text(), manifest.contents(), problems, remarks));
        }
        resolved.forEach(manifest -> next.accept(with(manifest, pods)));
    }

    private static Manifest with(Manifest manifest, IdentityHashMap<JsonNode, List<ValuesPod>> found) {
        Manifest.Contents contents = manifest.contents();
        List<LocatedPod> made = contents.documents().stream()
                .flatMap(document -> found.getOrDefault(document, List.of()).stream())
                .flatMap(pod -> ValuesPods.located(pod).stream())
                .toList();
        List<LocatedPod> pods =
                Stream.concat(contents.pods().stream(), made.stream()).toList();
        return new Manifest(
                manifest.name(),
                manifest.input(),
                manifest.text(),
                new Manifest.Contents(
                        contents.documents(), contents.objects(), contents.unrelated(), pods, References.NONE),
                manifest.problems(),
                manifest.remarks());
    }
}
