/** What a user named and what is wrong with it. */
@NullMarked
package dev.hotreload.usage;

import org.jspecify.annotations.NullMarked;
