/** Reviews kept in files, without what may be secret, and decided once more by another version. */
@NullMarked
package dev.hotreload.recording;

import org.jspecify.annotations.NullMarked;
