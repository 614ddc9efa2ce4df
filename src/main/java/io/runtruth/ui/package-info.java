/// The console (contract 9): Vaadin views, one sub-package per family.
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
            "packs :: words",
            "portal",
            "restore",
            "reviews",
            "texts",
            "webhooks"
        })
@org.jspecify.annotations.NullMarked
package io.runtruth.ui;
