/// What the view families share.
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.kit;
