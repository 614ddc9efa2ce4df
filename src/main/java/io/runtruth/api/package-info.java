/// The HTTP API (SPEC 11).
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "edge", "live", "access", "environments", "evidence", "operations", "reviews"})
@org.jspecify.annotations.NullMarked
package io.runtruth.api;
