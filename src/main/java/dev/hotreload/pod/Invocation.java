package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import dev.hotreload.prometheus.CommandLine;
import dev.hotreload.prometheus.ImageName;
import io.fabric8.kubernetes.api.model.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a container is started: its effective argv, {@code command} then {@code args} after the kubelet's expansion, and
 * the names it goes by.
 */
record Invocation(
        Container container, ImageName image, Environment environment, List<Argument> command, List<Argument> args) {

    static Invocation of(Container container) {
        Environment environment = new Environment(container);
        return new Invocation(
                container,
                ImageName.parse(container.getImage() == null ? "" : container.getImage()),
                environment,
                container.getCommand().stream().map(environment::expand).toList(),
                container.getArgs().stream().map(environment::expand).toList());
    }

    /** Returns the container's name; empty when it has none, as in a template that nobody has validated. */
    String name() {
        return container.getName() == null ? "" : container.getName();
    }

    List<Argument> argv() {
        List<Argument> argv = new ArrayList<>(command);
        argv.addAll(args);
        return argv;
    }

    /** Returns the base name of {@code command[0]}; empty when the image's own entry point is used. */
    Optional<String> program() {
        return command.stream().findFirst().map(Invocation::baseName);
    }

    /** Returns the base names of the image and of {@code command[0]}. */
    Stream<String> baseNames() {
        return Stream.concat(Stream.of(image.baseName()), program().stream());
    }

    /** Returns all arguments behind the program; without a {@code command} the image's entry point is the program. */
    CommandLine commandLine() {
        List<Argument> argv = argv();
        return new CommandLine(command.isEmpty() ? argv : argv.subList(1, argv.size()));
    }

    static String baseName(Argument program) {
        String text = program.text();
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
