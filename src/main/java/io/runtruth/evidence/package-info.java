/// Assessment files become checks (contract 6).
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "live", "access", "environments"})
@org.jspecify.annotations.NullMarked
package io.runtruth.evidence;
