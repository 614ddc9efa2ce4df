/// The feed of committed changes, on every node (SPEC 9 and 13).
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared"})
@org.jspecify.annotations.NullMarked
package io.runtruth.live;
