/** TLS key material: PEM, key pairs, trust, and the certificates that are made here. */
@NullMarked
package dev.hotreload.tls;

import org.jspecify.annotations.NullMarked;
