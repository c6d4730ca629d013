/** Work beside the requests, and what is said of a failure that nobody expected. */
@NullMarked
package dev.hotreload.background;

import org.jspecify.annotations.NullMarked;
