/** What a Prometheus command line and a Prometheus image mean: facts, with their sources. Knows no pod. */
@NullMarked
package dev.hotreload.prometheus;

import org.jspecify.annotations.NullMarked;
