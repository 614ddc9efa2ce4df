/// The reviews grid and the review as a document.
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.reviews;
