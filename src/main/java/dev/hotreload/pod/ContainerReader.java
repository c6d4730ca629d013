package dev.hotreload.pod;

import dev.hotreload.json.JsonWalk;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the containers of a pod, as many as fit. */
final class ContainerReader {

    /**
     * How much is kept of one pod, counted in strings: 200 containers, 2,500 variables or 10,000 arguments. Each takes
     * memory of its own, however short it is in the body.
     */
    private static final int MOST = 10_000;

    private static final int CONTAINER = 50;
    private static final int VARIABLE = 4;
    private static final int STRING = 1;

    private final JsonWalk walk;
    private final List<String> repeated = new ArrayList<>();
    private int kept;

    ContainerReader(JsonWalk walk) {
        this.walk = walk;
    }

    /** Returns whether there was more than is kept. */
    boolean isFull() {
        return kept > MOST;
    }

    /** Returns the fields that an object has twice. */
    List<String> repeated() {
        return repeated;
    }

    /** Begins an object, whose fields are to be seen once each. */
    RepeatedFields object() {
        return new RepeatedFields(repeated);
    }

    List<Container> read() throws IOException {
        List<Container> containers = new ArrayList<>();
        walk.list(() -> {
            if (isKept(CONTAINER)) {
                Container container = new Container();
                containers.add(container);
                readContainer(container);
            } else {
                walk.skip();
            }
        });
        return containers;
    }

    private boolean isKept(int size) {
        // Once it is full it stays so, and nothing that is asked for can make it overflow.
        kept = isFull() ? kept : kept + size;
        return !isFull();
    }

    private void readContainer(Container container) throws IOException {
        RepeatedFields fields = object();
        walk.requiredObject(field -> {
            switch (field) {
                case "name" -> walk.string().ifPresent(container::setName);
                case "image" -> walk.string().ifPresent(container::setImage);
                case "restartPolicy" -> walk.string().ifPresent(container::setRestartPolicy);
                case "command" -> container.setCommand(strings());
                case "args" -> container.setArgs(strings());
                case "env" -> container.setEnv(env());
                case "envFrom" -> container.setEnvFrom(envFrom());
                default -> {
                    walk.skip();
                    return;
                }
            }
            fields.see(field);
        });
    }

    private List<String> strings() throws IOException {
        List<String> strings = new ArrayList<>();
        walk.list(() -> {
            if (isKept(STRING)) {
                walk.requiredString().ifPresent(strings::add);
            } else {
                walk.skip();
            }
        });
        return strings;
    }

    private List<EnvVar> env() throws IOException {
        List<EnvVar> variables = new ArrayList<>();
        walk.list(() -> {
            if (!isKept(VARIABLE)) {
                walk.skip();
                return;
            }
            EnvVar variable = new EnvVar();
            variables.add(variable);
            walk.object(field -> {
                switch (field) {
                    case "name" -> walk.string().ifPresent(variable::setName);
                    case "value" -> walk.string().ifPresent(variable::setValue);
                    case "valueFrom" -> {
                        variable.setValueFrom(walk.isNull() ? null : new EnvVarSource());
                        walk.skip();
                    }
                    default -> walk.skip();
                }
            });
        });
        return variables;
    }

    /** Which sources there are decides nothing, only that there are some. */
    private List<EnvFromSource> envFrom() throws IOException {
        List<EnvFromSource> sources = new ArrayList<>();
        walk.list(() -> {
            if (sources.isEmpty()) {
                sources.add(new EnvFromSource());
            }
            walk.skip();
        });
        return sources;
    }
}
