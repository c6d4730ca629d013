package dev.hotreload.pod;

/**
 * Where a container stands in its pod.
 *
 * @param list {@code containers} or {@code initContainers}
 * @param index from 0
 */
public record ContainerPosition(String list, int index) {

    /** Returns the JSON Pointer of the container's arguments, for example {@code /spec/containers/1/args}. */
    public String argsPointer() {
        return "/spec/" + list + "/" + index + "/args";
    }
}
