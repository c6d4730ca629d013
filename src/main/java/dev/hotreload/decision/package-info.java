/** The decision, a pure function from a pod to a verdict for each server in it. Knows neither HTTP nor files. */
@NullMarked
package dev.hotreload.decision;

import org.jspecify.annotations.NullMarked;
