/**
 * The webhook as a server: TLS, limits, health, metrics, and an end that loses nothing.
 */
@NullMarked
package dev.hotreload.server;

import org.jspecify.annotations.NullMarked;
