/** The flags as text inserted into a manifest. */
@NullMarked
package dev.hotreload.review.fix;

import org.jspecify.annotations.NullMarked;
