/**
 * Fuzz targets, one for each way by which text from outside comes in. In the build each runs on the inputs that are
 * kept for it in {@code src/test/resources/dev/hotreload/fuzz}; {@code CONTRIBUTING.md} has the command that makes one
 * look for new ones.
 */
package dev.hotreload.fuzz;
