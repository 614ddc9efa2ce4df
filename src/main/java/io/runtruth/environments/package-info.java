/// Managed environments, their targets and their archiving.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "access", "live"})
@org.jspecify.annotations.NullMarked
package io.runtruth.environments;
