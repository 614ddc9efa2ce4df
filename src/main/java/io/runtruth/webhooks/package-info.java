/// Tells other systems what happened to runs and reviews (contract 11).
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "access", "operations", "operations :: queue", "reviews"})
@org.jspecify.annotations.NullMarked
package io.runtruth.webhooks;
