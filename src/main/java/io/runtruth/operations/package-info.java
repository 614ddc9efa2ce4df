/// Runs from start to proven end (SPEC 3 to 5).
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "live", "access", "environments"})
@org.jspecify.annotations.NullMarked
package io.runtruth.operations;
