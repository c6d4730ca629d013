/** Watches the running pods of a cluster: counts Prometheus containers by whether they can be reloaded, and reports. */
@NullMarked
package dev.hotreload.scan;

import org.jspecify.annotations.NullMarked;
