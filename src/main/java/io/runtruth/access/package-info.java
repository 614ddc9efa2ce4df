/// Who may do what, where, and who did it (SPEC 8).
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared"})
@org.jspecify.annotations.NullMarked
package io.runtruth.access;
