/// The feed of committed changes, on every node (contract 9 and contract 13).
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared"})
@org.jspecify.annotations.NullMarked
package io.runtruth.live;
