/// The console (SPEC 9): Vaadin views, one sub-package per family.
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "edge", "live", "access", "environments", "evidence", "operations", "reviews"})
@org.jspecify.annotations.NullMarked
package io.runtruth.ui;
