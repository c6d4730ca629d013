/** Restarts the workloads of a cluster whose pods run without their flags. */
@NullMarked
package dev.hotreload.review.restart;

import org.jspecify.annotations.NullMarked;
