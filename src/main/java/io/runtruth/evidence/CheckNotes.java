package io.runtruth.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a tool writes of a check beside its result, where it does (contract 6). Texts are cleaned and bounded like
/// those of the check.
///
/// @param group the tool's own grouping within the area: a policy group, a section of a benchmark; at most 300
///     characters
/// @param product the full name of what the area abbreviates; at most 200 characters
/// @param impact the tool's own word for what a change costs users; at most 100 characters
/// @param effort the tool's own word for what a change costs administrators; at most 100 characters
/// @param licence what a tenant must have bought for it; at most 300 characters
/// @param references the frameworks that ask for it, in the order of the file; at most 50
/// @param detail what was found, where the lines of [Check#detail()] alone would lose lists, tables or links
/// @param remedy what the tool says is to be done
/// @param rationale what the check looks for and why it matters, as the tool's catalogue says it
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CheckNotes(
        @Nullable String group,
        @Nullable String product,
        @Nullable String impact,
        @Nullable String effort,
        @Nullable String licence,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<FrameworkReference> references,
        @Nullable StructuredText detail,
        @Nullable StructuredText remedy,
        @Nullable StructuredText rationale) {

    /// Of a tool that writes nothing else.
    public static final CheckNotes NONE = new CheckNotes(null, null, null, null, null, List.of(), null, null, null);

    public CheckNotes {
        references = List.copyOf(references);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /// One requirement of a framework that the tool says a check is about.
    ///
    /// @param framework as the tool names it, with its version where it says one: `CIS Microsoft 365 4.0.0`,
    ///     `NIST 800-53`; at most 100 characters
    /// @param id `1.1.3`, `AC-2`; at most 100 characters
    public record FrameworkReference(String framework, String id) {

        private static final String MORE = "…";

        /// Stands behind others and says how many of how many these are.
        ///
        /// @param counted `(49/87)`
        public static FrameworkReference more(String counted) {
            return new FrameworkReference(MORE, counted);
        }

        /// Whether it is no requirement, but says that the tool names more than are kept.
        public boolean saysMore() {
            return framework.equals(MORE);
        }
    }
}
