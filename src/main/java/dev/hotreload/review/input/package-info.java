/** From files, streams and clusters to located pods. */
@NullMarked
package dev.hotreload.review.input;

import org.jspecify.annotations.NullMarked;
