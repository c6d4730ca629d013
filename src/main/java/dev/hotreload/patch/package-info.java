/** The JSON Patch of a decision, applied and judged before anybody may send it. */
@NullMarked
package dev.hotreload.patch;

import org.jspecify.annotations.NullMarked;
