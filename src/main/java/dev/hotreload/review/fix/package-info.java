/**
 * Makes the change in the text of a manifest, by inserting and nothing else.
 */
@NullMarked
package dev.hotreload.review.fix;

import org.jspecify.annotations.NullMarked;
