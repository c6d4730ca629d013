package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.pod.ContainerList;
import dev.hotreload.pod.ContainerPosition;
import dev.hotreload.review.ObjectReference;
import dev.hotreload.review.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of the chart prometheus.
 *
 * @param object that holds them
 * @param namespace of the release; empty where the object does not say
 * @param place where the object starts
 * @param version of the chart
 * @param layers the values, from the lowest to the highest; at least one
 */
record ValuesSource(ObjectReference object, String namespace, Place place, ChartVersion version, List<Layer> layers) {

    private static final List<String> SIDECARS = List.of("server", "sidecarContainers");

    ValuesSource {
        layers = List.copyOf(layers);
    }

    /** Adds the pod that the chart makes of the values, or why only helm knows it. */
    void addTo(ValuesFound found) {
        ObjectNode values = ValuesTree.JSON.objectNode();
        for (Layer layer : layers) {
            values = layer.over(values);
        }
        ObjectNode all = values;
        ServerPod.of(all, version)
                .fold(
                        pod -> {
                            found.pod(pod(pod, all));
                            assumption(found);
                            return true;
                        },
                        why -> {
                            found.remark(place, "the values of chart prometheus were not reviewed: " + why + ".");
                            return false;
                        });
    }

    private void assumption(ValuesFound found) {
        switch (version.origin()) {
            case GIVEN -> {}
            case RANGE ->
                found.remark(
                        place,
                        "the version of chart prometheus is a range; its values are reviewed as those of " + version
                                + ".");
            case ASSUMED ->
                found.remark(
                        place,
                        "the version of chart prometheus is not given; its values are reviewed as those of " + version
                                + ".");
        }
    }

    private ValuesPod pod(Rendered.Pod pod, ObjectNode values) {
        FlagList list = list(values);
        Layer layer = layerOf(list);
        ContainerPosition server = new ContainerPosition(ContainerList.CONTAINERS, pod.server());
        ValuesEdit edit =
                new ValuesEdit(server, layer.flagsPlace(list), list, values, changed -> ServerPod.of(changed, version));
        Map<ContainerPosition, Place> args = new HashMap<>();
        for (int i = pod.server() + 1; i < pod.template().at("/spec/containers").size(); i++) {
            args.put(new ContainerPosition(ContainerList.CONTAINERS, i), layer.place(SIDECARS));
        }
        args.put(server, layer.place(list.path()));
        return new ValuesPod(object, namespace, layer.document(), place, args, pod.template(), edit);
    }

    private FlagList list(ObjectNode values) {
        List<String> path = ServerPod.listOf(values, version);
        JsonNode there = ValuesTree.at(values, path);
        boolean extra = path.equals(ServerPod.EXTRA_FLAGS);
        return new FlagList(
                path,
                there.isArray() ? there.size() : 0,
                there.isMissingNode() && extra ? ServerPod.DEFAULT_FLAGS : List.of(),
                extra ? "--" : "");
    }

    /** Returns the highest layer that has the list; the highest of all where none has. */
    private Layer layerOf(FlagList list) {
        Layer highest = layers.get(layers.size() - 1);
        for (int i = layers.size() - 1; i >= 0; i--) {
            if (layers.get(i).defines(list.path())) {
                return layers.get(i);
            }
        }
        boolean single = highest instanceof Layer.Parameters && layers.size() > 1;
        return single ? layers.get(layers.size() - 2) : highest;
    }
}
