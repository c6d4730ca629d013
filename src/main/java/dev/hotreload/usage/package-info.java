/** The files that a user names, what is wrong with what a user gave, and how a terminal shows it. */
@NullMarked
package dev.hotreload.usage;

import org.jspecify.annotations.NullMarked;
