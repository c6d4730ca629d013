/**
 * From files and streams to located pods.
 */
@NullMarked
package dev.hotreload.review.input;

import org.jspecify.annotations.NullMarked;
