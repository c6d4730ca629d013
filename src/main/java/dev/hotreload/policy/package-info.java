/** Admission policies in the API server's expression language, written from the facts that the engine decides by. */
@NullMarked
package dev.hotreload.policy;

import org.jspecify.annotations.NullMarked;
