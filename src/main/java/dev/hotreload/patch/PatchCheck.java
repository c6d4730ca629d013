package dev.hotreload.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.fge.jsonpatch.JsonPatch;
import com.github.fge.jsonpatch.JsonPatchException;
import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.PodDecider;
import dev.hotreload.decision.Verdict;
import dev.hotreload.pod.ContainerList;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Judges a patch before it is sent. A patch may touch arguments only, so it is applied to a skeleton of the pod: its
 * containers with their arguments, each with the rest of it as one opaque value. What the patch does to anything else
 * shows there as well, and nothing of the pod's size has to be copied.
 */
final class PatchCheck {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ARGS = "args";
    private static final String REST = "the rest of the container";

    private final Pod pod;
    private final Decision decision;
    private final PodDecider decider;

    PatchCheck(Pod pod, Decision decision, PodDecider decider) {
        this.pod = pod;
        this.decision = decision;
        this.decider = decider;
    }

    /** Returns why the operations must not be sent; empty when they may. */
    Optional<String> failure(ArrayNode operations) {
        JsonNode patched;
        try {
            patched = JsonPatch.fromJson(operations).apply(skeleton(pod.getSpec()));
        } catch (IOException | JsonPatchException e) {
            return Optional.of("the patch does not apply");
        }
        if (!patched.equals(wanted())) {
            return Optional.of("the patch changes more than the arguments");
        }
        return isAsDecided(patched) ? Optional.empty() : Optional.of("the patched pod is not compliant");
    }

    private static ObjectNode skeleton(PodSpec spec) {
        ObjectNode root = JSON.objectNode();
        ObjectNode node = root.putObject("spec");
        for (ContainerList list : ContainerList.values()) {
            ArrayNode containers = node.putArray(list.field());
            list.in(spec).forEach(container -> {
                ObjectNode skeleton = containers.addObject().put(REST, true);
                if (!container.getArgs().isEmpty()) {
                    container.getArgs().forEach(skeleton.putArray(ARGS)::add);
                }
            });
        }
        return root;
    }

    /** Returns the skeleton with the arguments that the decision asks for. */
    private ObjectNode wanted() {
        ObjectNode wanted = skeleton(pod.getSpec());
        for (ContainerVerdict container : decision.containers()) {
            Optional<Verdict.Patch> patch = container.verdict().patch();
            if (patch.isPresent()) {
                var position = container.container().position();
                ObjectNode skeleton = (ObjectNode)
                        wanted.path("spec").path(position.list().field()).path(position.index());
                ArrayNode args = skeleton.withArray(ARGS);
                patch.get().arguments().forEach(args::add);
            }
        }
        return wanted;
    }

    /**
     * Returns whether the decision on the patched pod leaves nothing to do where this one patches, and is the same
     * elsewhere.
     */
    private boolean isAsDecided(JsonNode patched) {
        List<ContainerVerdict> before = decision.containers();
        List<ContainerVerdict> after = decider.decide(patchedPod(patched)).containers();
        return after.size() == before.size()
                && IntStream.range(0, after.size())
                        .allMatch(i -> isAsDecided(
                                before.get(i).verdict(), after.get(i).verdict()));
    }

    private static boolean isAsDecided(Verdict before, Verdict after) {
        Verdict wanted = before.patch()
                .<Verdict>map(patch -> new Verdict.Compliant(patch.notes()))
                .orElse(before);
        return after.equals(wanted);
    }

    private Pod patchedPod(JsonNode patched) {
        PodSpec spec = new PodSpec();
        spec.setContainers(withArgs(ContainerList.CONTAINERS, patched));
        spec.setInitContainers(withArgs(ContainerList.INIT_CONTAINERS, patched));
        Pod result = new Pod();
        result.setMetadata(pod.getMetadata());
        result.setSpec(spec);
        return result;
    }

    private List<Container> withArgs(ContainerList list, JsonNode patched) {
        List<Container> containers = new ArrayList<>();
        JsonNode skeletons = patched.path("spec").path(list.field());
        List<Container> originals = list.in(pod.getSpec());
        for (int i = 0; i < originals.size(); i++) {
            List<String> args = new ArrayList<>();
            skeletons.path(i).path(ARGS).forEach(argument -> args.add(argument.asText()));
            containers.add(
                    args.equals(originals.get(i).getArgs()) ? originals.get(i) : withArgs(originals.get(i), args));
        }
        return containers;
    }

    /** Copies what a decision reads of a container. */
    private static Container withArgs(Container original, List<String> args) {
        Container copy = new Container();
        copy.setName(original.getName());
        copy.setImage(original.getImage());
        copy.setRestartPolicy(original.getRestartPolicy());
        copy.setCommand(original.getCommand());
        copy.setEnv(original.getEnv());
        copy.setEnvFrom(original.getEnvFrom());
        copy.setArgs(args);
        return copy;
    }
}
