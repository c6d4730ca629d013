package dev.hotreload.review.input;

/** How a file came to be read, which decides whether it has to hold Kubernetes objects. */
public enum Input {
    /** The user named it: what is not a Kubernetes object is an error. */
    NAMED,
    /** It was found below a folder that the user named: what is not a Kubernetes object is counted. */
    FOUND
}
