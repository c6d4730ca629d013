/**
 * Whether the webhook of a cluster works: looked at from outside, with the rights of the person who asks.
 */
@NullMarked
package dev.hotreload.check;

import org.jspecify.annotations.NullMarked;
