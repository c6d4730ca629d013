/** All that relies on Jetty's internals, so that an upgrade of Jetty touches one folder. */
@NullMarked
package dev.hotreload.server.jetty;

import org.jspecify.annotations.NullMarked;
