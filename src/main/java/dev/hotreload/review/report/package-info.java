/** From a review to text, one class a format. */
@NullMarked
package dev.hotreload.review.report;

import org.jspecify.annotations.NullMarked;
