package io.runtruth.evidence;

import io.runtruth.shared.Coded;

/// What became of a check between two snapshots of the same tool and target (contract 6). Which of the three
/// changed, the tenant, what is assessed of it, or the tool, is kept apart: one is never told as another.
public enum ChangeKind implements Coded {
    /// Tenant: it was met or warned of, and now fails.
    NEWLY_FAILING,
    /// Tenant: it failed, and now passes. What is no longer assessed, or hidden, is not fixed.
    FIXED,
    /// Tenant: another result than before, in any other way; also what is hidden, or no longer.
    OTHER,
    /// Tenant: a control that was there before speaks of something more, such as a new resource.
    APPEARED,
    /// Tenant: a control that is still there no longer speaks of it.
    DISAPPEARED,
    /// Coverage: it has a result that counts, and had none.
    BECAME_ASSESSED,
    /// Coverage: it had a result that counts, and has none.
    CEASED_TO_BE_ASSESSED,
    /// Tool: a control that the file before does not know.
    NEW_CONTROL,
    /// Tool: a control that only the file before knows.
    GONE_CONTROL,
    /// Tool: another version of the control, or another severity of the same result. What came of it is not the
    /// tenant's change alone.
    REVISED_CONTROL;
}
