/// A review as files to be handed on (contract 6, 11): one document a profile, from which every format is written.
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "access", "evidence", "reviews", "texts"})
@org.jspecify.annotations.NullMarked
package io.runtruth.packs;
