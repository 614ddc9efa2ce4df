/// Configuration: its snapshots, where it is, and putting it back (contract 7), with what the records of that
/// prove about a run.
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
