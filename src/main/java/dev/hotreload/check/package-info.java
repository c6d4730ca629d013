/** Checks, from outside and with the rights of the person who asks, that the webhook of a cluster works. */
@NullMarked
package dev.hotreload.check;

import org.jspecify.annotations.NullMarked;
