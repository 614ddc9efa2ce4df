/// The composer: pure, no I/O, no clock (I13).
@org.jspecify.annotations.NullMarked
package io.runtruth.reviews.compose;
