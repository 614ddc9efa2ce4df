/// The pages before the console.
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.signin;
