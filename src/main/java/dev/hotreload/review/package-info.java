/**
 * The dry-run review: what the webhook would do with the pods of manifests and clusters. It uses the webhook's own
 * engine.
 */
@NullMarked
package dev.hotreload.review;

import org.jspecify.annotations.NullMarked;
