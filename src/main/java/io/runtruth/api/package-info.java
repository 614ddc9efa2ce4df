/// The HTTP API (contract 11).
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "edge",
            "live",
            "access",
            "environments",
            "evidence",
            "mail",
            "operations",
            "operations :: attention",
            "operations :: reads",
            "operations :: keeping",
            "operations :: lists",
            "operations :: proof",
            "operations :: queue",
            "packs",
            "packs :: letterhead",
            "portal",
            "restore",
            "reviews",
            "webhooks",
            "texts"
        })
@org.jspecify.annotations.NullMarked
package io.runtruth.api;
