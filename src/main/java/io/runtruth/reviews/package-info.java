/// The composed review: its start, its job, its lifecycle (SPEC 6).
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "live", "access", "environments", "evidence", "operations"})
@org.jspecify.annotations.NullMarked
package io.runtruth.reviews;
