/** YAML as kubectl and helm read it, with the place of everything in it. */
@NullMarked
package dev.hotreload.review.yaml;

import org.jspecify.annotations.NullMarked;
