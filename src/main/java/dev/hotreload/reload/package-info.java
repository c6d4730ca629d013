/** Asks a running Prometheus to reload, and finds out whether it did, and why not. */
@NullMarked
package dev.hotreload.reload;

import org.jspecify.annotations.NullMarked;
