/** The MutatingWebhookConfiguration as an API server has it: what it is called for. */
@NullMarked
package dev.hotreload.registration;

import org.jspecify.annotations.NullMarked;
