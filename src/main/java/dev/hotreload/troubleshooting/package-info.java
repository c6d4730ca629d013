/** What people find in logs when a reload or the webhook fails: the one table of such messages. */
@NullMarked
package dev.hotreload.troubleshooting;

import org.jspecify.annotations.NullMarked;
