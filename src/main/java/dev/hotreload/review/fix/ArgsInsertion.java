package dev.hotreload.review.fix;

import dev.hotreload.pod.ContainerPosition;
import dev.hotreload.review.yaml.MappingSource;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Finds the place in a text where arguments of a container are to be inserted. */
final class ArgsInsertion {

    private final YamlPlaces yaml;
    private final ArgumentWriter writer;

    private ArgsInsertion(YamlPlaces yaml, ArgumentWriter writer) {
        this.yaml = yaml;
        this.writer = writer;
    }

    /** Returns the edit that appends these arguments to the container's {@code args}. */
    static Edit of(Text text, MappingSource source, ContainerPosition position, List<String> arguments) {
        YamlPlaces yaml = new YamlPlaces(text, source);
        return new ArgsInsertion(yaml, new ArgumentWriter(text.lineBreak(), arguments)).edit(position);
    }

    private Edit edit(ContainerPosition position) {
        Optional<NodeTuple> list =
                YamlPlaces.field(yaml.source().mapping(), position.list().field());
        if (list.isPresent()
                && list.get().getValueNode() instanceof SequenceNode containers
                && containers.getValue().get(position.index()) instanceof MappingNode container) {
            return yaml.isShared(containers) || yaml.isShared(container)
                    ? Edit.Refused.SHARED
                    : edit(list.get(), container);
        }
        return new Edit.Refused("the list of containers is not a list in this text; write it out");
    }

    private Edit edit(NodeTuple list, MappingNode container) {
        return YamlPlaces.field(container, MissingArgs.ARGS)
                .map(args -> new ExistingArgs(yaml, writer, container, args).append())
                .orElseGet(() -> new MissingArgs(yaml, writer, container, list).add());
    }
}
