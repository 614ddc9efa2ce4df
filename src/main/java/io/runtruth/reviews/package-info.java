/// The composed review: its start, its job, its lifecycle (contract 6).
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "live",
            "access",
            "environments",
            "evidence",
            "operations",
            "operations :: reads",
            "operations :: keeping",
            "operations :: proof",
            "operations :: queue"
        })
@org.jspecify.annotations.NullMarked
package io.runtruth.reviews;
