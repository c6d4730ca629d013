/** Values of charts that run Prometheus: which pod they make, and where in them its flags stand. */
@NullMarked
package dev.hotreload.review.values;

import org.jspecify.annotations.NullMarked;
