/** The configuration file, from YAML to a {@link dev.hotreload.decision.Policy}. */
@NullMarked
package dev.hotreload.config;

import org.jspecify.annotations.NullMarked;
