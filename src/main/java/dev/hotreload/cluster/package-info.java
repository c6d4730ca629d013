/** How a Kubernetes cluster is reached. */
@NullMarked
package dev.hotreload.cluster;

import org.jspecify.annotations.NullMarked;
