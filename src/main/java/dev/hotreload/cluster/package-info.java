/** How the tool reaches a Kubernetes cluster and reads lists from its API server. */
@NullMarked
package dev.hotreload.cluster;

import org.jspecify.annotations.NullMarked;
