/**
 * Certificates and their keys: from files, made for a moment, or looked after by the webhook itself.
 */
@NullMarked
package dev.hotreload.certificate;

import org.jspecify.annotations.NullMarked;
