/** The MutatingWebhookConfiguration as an API server has it, and the names of an installation. */
@NullMarked
package dev.hotreload.registration;

import org.jspecify.annotations.NullMarked;
