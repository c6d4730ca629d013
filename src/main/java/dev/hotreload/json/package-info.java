/** JSON read in one pass, without a tree. */
@NullMarked
package dev.hotreload.json;

import org.jspecify.annotations.NullMarked;
