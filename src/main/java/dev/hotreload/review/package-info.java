/**
 * The dry-run review: what the webhook would do with the pods of manifests. The same engine behind another door.
 */
@NullMarked
package dev.hotreload.review;

import org.jspecify.annotations.NullMarked;
