package io.runtruth.operations.proof;

import io.runtruth.operations.reads.Freshness;
import java.util.Map;
import java.util.TreeMap;

/// What one pass of the reconciler has done so far, in numbers.
public final class PassTally {

    static final String BROKEN = "broken";

    private final Map<String, Integer> decided = new TreeMap<>();
    private final Map<String, Integer> followed = new TreeMap<>();
    private final Map<String, Integer> leftAlone = new TreeMap<>();
    private int lookedAt;

    /// Somebody works on it, or nothing can be known at the moment.
    void leftAlone(Freshness.State freshness) {
        lookedAt++;
        leftAlone.merge(freshness.code(), 1, Integer::sum);
    }

    /// @param finding with what did follow
    void settled(RunFinding finding) {
        lookedAt++;
        if (finding.decision() != null) {
            decided.merge(finding.decision().grounds().reasonCode(), 1, Integer::sum);
        }
        followed.merge(finding.consequence().code(), 1, Integer::sum);
    }

    /// It could not be looked at; the others were.
    void broken() {
        lookedAt++;
        followed.merge(BROKEN, 1, Integer::sum);
    }

    public int lookedAt() {
        return lookedAt;
    }

    /// By reason code.
    public Map<String, Integer> decided() {
        return Map.copyOf(decided);
    }

    /// By consequence code, or `broken`.
    public Map<String, Integer> followed() {
        return Map.copyOf(followed);
    }

    /// By freshness code.
    public Map<String, Integer> leftAlone() {
        return Map.copyOf(leftAlone);
    }
}
