/**
 * The command {@code hot-reload}: one small class a verb.
 */
@NullMarked
package dev.hotreload;

import org.jspecify.annotations.NullMarked;
