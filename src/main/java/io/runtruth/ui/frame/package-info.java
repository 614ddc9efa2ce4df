/// What stands around every view: layout, navigation, bell, person, and the pages for what went wrong.
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.frame;
