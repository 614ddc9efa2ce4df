/// What readers of published reviews ask, for those who answer (contract 8, published).
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.questions;
