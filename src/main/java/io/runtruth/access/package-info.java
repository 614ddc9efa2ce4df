/// Who may do what, where, and who did it (contract 8).
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "live", "texts"})
@org.jspecify.annotations.NullMarked
package io.runtruth.access;
