/// A review as files to be handed on (contract 6, 11): one document a profile, from which every format is
/// written. And runs and reviews as evidence, with the chain that shows changes.
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "evidence",
            "operations",
            "operations :: reads",
            "operations :: queue",
            "reviews",
            "texts"
        })
@org.jspecify.annotations.NullMarked
package io.runtruth.packs;
