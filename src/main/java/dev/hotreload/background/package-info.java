/** Work beside the requests, and the log lines of unexpected failures. */
@NullMarked
package dev.hotreload.background;

import org.jspecify.annotations.NullMarked;
