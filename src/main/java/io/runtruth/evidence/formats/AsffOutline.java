package io.runtruth.evidence.formats;

import io.runtruth.shared.Problem;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What must be known of all findings of a file before the first of them can be read: of which accounts they are,
/// and which of them a newer one has replaced. The file is gone through a second time only where some are
/// replaced, so that the table of the newest ones is gone before checks are read.
final class AsffOutline {

    static final int MAX_TOOLS = 20;
    private static final int MAX_ACCOUNTS = 10_000;
    private static final int MAX_NAME = 120;

    private final @Nullable String wanted;
    private final Map<String, String> accounts = new LinkedHashMap<>();
    private final BitSet superseded = new BitSet();
    private boolean hasChecks;
    private @Nullable String target;

    private AsffOutline(@Nullable String wanted) {
        this.wanted = wanted;
    }

    /// @param wanted the id or name of an account; `null` for all
    /// @throws Problem.InvalidInput `evidence.account_choice` where it is none of the file's
    static AsffOutline of(JsonFile file, @Nullable String wanted) {
        var outline = new AsffOutline(wanted);
        var newest = new Newest();
        try (var in = file.open()) {
            AsffReader.each(in, finding -> outline.add(in, finding, newest), () -> {});
        }
        outline.choose();
        if (newest.hasReplaced) {
            var at = new int[1];
            try (var in = file.open()) {
                AsffReader.each(in, finding -> outline.superseded.set(at[0]++, newest.isReplaced(finding)), () -> {});
            }
        }
        return outline;
    }

    private void add(JsonCursor in, AsffFinding finding, Newest newest) {
        hasChecks |= finding.isCheck();
        var account = finding.account();
        if (account != null) {
            if (accounts.size() == MAX_ACCOUNTS && !accounts.containsKey(account)) {
                throw in.refusal("evidence.too_many_entries");
            }
            var name = Cleaned.line(finding.accountName(), MAX_NAME);
            accounts.merge(account, name == null ? "" : name, (known, more) -> known.isEmpty() ? more : known);
        }
        newest.add(finding);
    }

    private void choose() {
        var ids = List.copyOf(accounts.keySet());
        if (wanted != null && !ids.isEmpty()) {
            var parts = ids.stream()
                    .map(id -> FilePart.named(id, accounts.getOrDefault(id, "")))
                    .toList();
            target = ids.get(FilePart.chosen(parts, wanted, "evidence.account_choice"));
        } else {
            target = ids.size() == 1 ? ids.getFirst() : null;
        }
    }

    /// Whether one of them is the result of a check, current or not.
    boolean hasChecks() {
        return hasChecks;
    }

    boolean isOfTarget(AsffFinding finding) {
        return wanted == null || Objects.equals(target, finding.account());
    }

    boolean isOfSeveralAccounts() {
        return wanted == null && accounts.size() > 1;
    }

    boolean isSuperseded(int index) {
        return superseded.get(index);
    }

    /// The one account of the file, or the chosen one; `null` for several.
    @Nullable
    String target() {
        return target;
    }

    @Nullable
    String targetName() {
        var name = target == null ? null : accounts.get(target);
        return name == null || name.isEmpty() ? null : name;
    }

    /// Which account of several was read; `""` where there was no choice.
    String chosen() {
        return wanted == null || accounts.size() < 2 || target == null ? "" : target;
    }

    /// The time of the newest current finding about one thing.
    private static final class Newest {

        private final DigestTable times = new DigestTable();
        private boolean hasReplaced;

        void add(AsffFinding finding) {
            if (!finding.isCheck() || finding.isArchived()) {
                return;
            }
            long key = finding.key(times);
            long time = micros(finding);
            long known = times.get(key, time);
            hasReplaced |= known != time;
            times.put(key, Math.max(known, time));
            if (times.size() > CheckCounter.MAX_CHECKS) {
                throw new Problem.InvalidInput("evidence.too_many_checks", CheckCounter.MAX_CHECKS);
            }
        }

        boolean isReplaced(AsffFinding finding) {
            return finding.isCheck()
                    && !finding.isArchived()
                    && times.get(finding.key(times), Long.MIN_VALUE) > micros(finding);
        }

        /// One without a time is older than all.
        private static long micros(AsffFinding finding) {
            var at = finding.updatedAt().at();
            return at == null ? Long.MIN_VALUE : at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
        }
    }
}
