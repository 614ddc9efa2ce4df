package io.runtruth.evidence.formats;

import org.jspecify.annotations.Nullable;

/// What is done with the parts of an [XccdfDocument] as they come by; the cursor stands on each.
interface XccdfParts {

    /// A benchmark begins.
    void benchmark(@Nullable String id);

    /// Of the benchmark that began last: its title, a group, a rule, …
    void benchmarkPart(String name);

    /// A `TestResult`.
    ///
    /// @param report the id of the report around it; `""` outside of an ARF
    void scan(String report);

    /// What an ARF knows of a machine.
    default void asset() {}

    /// Which report of an ARF is about what.
    default void relationship() {}
}
