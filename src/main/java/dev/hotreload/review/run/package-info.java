/** One run of the review: manifests in, findings and fixed text out. */
@NullMarked
package dev.hotreload.review.run;

import org.jspecify.annotations.NullMarked;
