/** What a release consists of, and the scripts that make it. */
@NullMarked
package dev.hotreload.release;

import org.jspecify.annotations.NullMarked;
