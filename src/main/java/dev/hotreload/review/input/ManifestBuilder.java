package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import dev.hotreload.review.values.Chart;
import dev.hotreload.review.values.OfferedObjects;
import dev.hotreload.review.values.ValuesFound;
import dev.hotreload.review.values.WaitingRelease;
import dev.hotreload.review.yaml.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what one manifest holds, document by document. */
final class ManifestBuilder {

    private final String name;
    private final Input input;
    private final ValuesOptions options;
    private final List<JsonNode> documents = new ArrayList<>();
    private final List<LocatedPod> pods = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> remarks = new ArrayList<>();
    private final List<WaitingRelease> waiting = new ArrayList<>();
    private final List<References.Offer> offers = new ArrayList<>();
    private int objects;
    private int unrelated;

    ManifestBuilder(String name, Input input) {
        this(name, input, ValuesOptions.NONE);
    }

    ManifestBuilder(String name, Input input, ValuesOptions options) {
        this.name = name;
        this.input = input;
        this.options = options;
    }

    String name() {
        return name;
    }

    void document(JsonNode root) {
        documents.add(root);
    }

    void object() {
        objects++;
    }

    void pod(LocatedPod pod) {
        pods.add(pod);
    }

    /** Returns the chart that the user named for a file. */
    Optional<Chart> chartOf(String file) {
        return options.chartOf(file, input);
    }

    /** Adds what was found of values. */
    void values(ValuesFound found) {
        found.pods()
                .forEach(pod -> ValuesPods.located(pod)
                        .ifPresentOrElse(pods::add, () -> problem(pod.place(), ValuesPods.UNREADABLE)));
        problems.addAll(found.problems());
        found.remarks().forEach(remark -> remark(remark.place(), remark.message()));
        waiting.addAll(found.waiting());
    }

    /** Adds an object that a release may refer to; any other is of no use to it. */
    void offer(Document document, JsonNode object) {
        if (OfferedObjects.isOffer(object)) {
            offers.add(new References.Offer(document, object));
        }
    }

    void problem(Place place, String message) {
        problems.add(new Problem(place, message));
    }

    void bug(Place place, Throwable bug) {
        problems.add(Problem.internal(place, bug));
    }

    void remark(Place place, String message) {
        Problem remark = new Problem(place, message);
        if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
    }

    /** Adds something that is not a Kubernetes object: an error of a file that the user named, counted in any other. */
    void unrelated(Place place, String message) {
        switch (input) {
            case NAMED -> problem(place, message);
            case FOUND -> unrelated++;
        }
    }

    /** Adds a template of a chart: an error of a file that the user named, one remark about any other. */
    void template(Place place) {
        switch (input) {
            case NAMED -> problem(place, ChartTemplate.ADVICE);
            case FOUND -> remark(Place.of(name), ChartTemplate.ADVICE);
        }
    }

    Manifest build(Optional<String> text) {
        Manifest.Contents contents =
                new Manifest.Contents(documents, objects, unrelated, pods, new References(waiting, offers));
        return new Manifest(name, input, text, contents, problems, remarks);
    }
}
