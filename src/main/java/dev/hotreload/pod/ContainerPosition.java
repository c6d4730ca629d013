package dev.hotreload.pod;

/**
 * Where a container stands in its pod.
 *
 * @param index from 0
 */
public record ContainerPosition(ContainerList list, int index) {

    /** Returns the JSON Pointer of the container's arguments, for example {@code /spec/containers/1/args}. */
    public String argsPointer() {
        return "/spec/" + list.field() + "/" + index + "/args";
    }
}
