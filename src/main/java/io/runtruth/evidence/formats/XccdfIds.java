package io.runtruth.evidence.formats;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Ids of a benchmark's parts: free in XCCDF 1.1, `xccdf_<owner>_rule_<name>` in 1.2.
final class XccdfIds {

    private static final Pattern OWNED = Pattern.compile("^xccdf_[^_]+_[a-z]+_(.+)$");
    /// `SV-230221r743913_rule`, whose second number counts the changes of its text.
    private static final Pattern REVISED = Pattern.compile("(SV-\\d+)r\\d+_rule$");
    private static final Pattern DISA_GROUP = Pattern.compile("(?:^|_)V-\\d+$");

    private XccdfIds() {}

    /// The name in it, for people.
    static String shortened(@Nullable String id) {
        var owned = OWNED.matcher(id == null ? "?" : id);
        return owned.replaceFirst("$1");
    }

    static String withoutRevision(String id) {
        return REVISED.matcher(id).replaceFirst("$1");
    }

    static boolean isRevised(String id) {
        return REVISED.matcher(id).find();
    }

    /// A group that holds one rule and nothing else, and is no part of the benchmark's order.
    static boolean isOfOneRule(@Nullable String groupId) {
        return groupId != null && DISA_GROUP.matcher(groupId).find();
    }
}
