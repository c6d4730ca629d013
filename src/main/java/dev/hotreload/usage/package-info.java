/** The files that a user names, and what is wrong with what a user gave. */
@NullMarked
package dev.hotreload.usage;

import org.jspecify.annotations.NullMarked;
