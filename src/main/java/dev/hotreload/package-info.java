/** The program: {@link dev.hotreload.HotReload} and nothing else. */
@NullMarked
package dev.hotreload;

import org.jspecify.annotations.NullMarked;
