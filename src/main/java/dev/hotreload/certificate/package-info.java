/** The certificate that the webhook manages itself: it makes, keeps, renews and registers it. */
@NullMarked
package dev.hotreload.certificate;

import org.jspecify.annotations.NullMarked;
