/** The policies, evaluated as the API server does. */
@NullMarked
package dev.hotreload.policy;

import org.jspecify.annotations.NullMarked;
