/** What a pod holds: servers that run Prometheus, reloaders that ask them to reload, and the URLs they call. */
@NullMarked
package dev.hotreload.pod;

import org.jspecify.annotations.NullMarked;
