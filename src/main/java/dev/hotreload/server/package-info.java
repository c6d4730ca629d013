/** The webhook as a server: TLS, limits, health, metrics, and a shutdown that loses no request. */
@NullMarked
package dev.hotreload.server;

import org.jspecify.annotations.NullMarked;
