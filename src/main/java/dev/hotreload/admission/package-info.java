/** AdmissionReview in, AdmissionReview out: bytes to bytes, as the API server speaks it. */
@NullMarked
package dev.hotreload.admission;

import org.jspecify.annotations.NullMarked;
