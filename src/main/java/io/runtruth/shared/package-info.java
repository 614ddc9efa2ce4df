/// Values used by parts that may not know each other. No beans, no entities.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package io.runtruth.shared;
