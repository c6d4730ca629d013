package dev.hotreload.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;

/** The lists of a pod's spec whose containers run beside one another. */
public enum ContainerList {
    CONTAINERS("containers") {
        @Override
        public List<Container> in(PodSpec spec) {
            return spec.getContainers();
        }

        @Override
        boolean keepsRunning(Container container) {
            return true;
        }
    },
    /** Of these only native sidecars keep running; any other ends before Prometheus starts. */
    INIT_CONTAINERS("initContainers") {
        @Override
        public List<Container> in(PodSpec spec) {
            return spec.getInitContainers();
        }

        @Override
        boolean keepsRunning(Container container) {
            return "Always".equals(container.getRestartPolicy());
        }
    };

    private final String field;

    ContainerList(String field) {
        this.field = field;
    }

    /** Returns the name of the field in the spec, for example {@code initContainers}. */
    public String field() {
        return field;
    }

    /** Returns this list of a spec. */
    public abstract List<Container> in(PodSpec spec);

    abstract boolean keepsRunning(Container container);
}
