/// Putting configuration back. So far what its records prove about a run; the records themselves are to come.
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "live",
            "access",
            "environments",
            "operations",
            "operations :: reads",
            "operations :: proof",
            "operations :: queue"
        })
@org.jspecify.annotations.NullMarked
package io.runtruth.restore;
