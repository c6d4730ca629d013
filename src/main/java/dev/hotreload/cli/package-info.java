/** The command line: one small class for each command, its options and their converters. */
@NullMarked
package dev.hotreload.cli;

import org.jspecify.annotations.NullMarked;
