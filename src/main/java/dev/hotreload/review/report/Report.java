package dev.hotreload.review.report;

import dev.hotreload.review.Invocation;
import dev.hotreload.review.Review;

/** A review in one format. */
@FunctionalInterface
public interface Report {

    /** Returns the review as text. */
    String of(Review review, Invocation invocation);
}
