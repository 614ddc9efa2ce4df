/// The page before the console, and where a person lands after it.
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.signin;
