/// Runs from start to proven end (contract 3 to contract 5).
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "live", "access", "environments"})
@org.jspecify.annotations.NullMarked
package io.runtruth.operations;
