package io.runtruth.evidence;

import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Keeps how much changed, for the history.
@Service
class EvidenceChangeService {

    private final EvidenceChangeRepository kept;
    private final ChangeFeed feed;

    EvidenceChangeService(EvidenceChangeRepository kept, ChangeFeed feed) {
        this.kept = kept;
        this.feed = feed;
    }

    /// Commits with the change that lets open pages show it; what is kept already stays as it is.
    @Transactional
    public void keep(EvidenceChanges changes) {
        var isNew = switch (changes) {
            case EvidenceChanges.First _ -> false;
            case EvidenceChanges.NothingComparable(var snapshot, var before) ->
                kept.insertIfMissing(snapshot, before, null);
            case EvidenceChanges.Compared compared ->
                kept.insertIfMissing(compared.snapshot(), compared.before(), compared.counts());
        };
        if (isNew) {
            var snapshot = changes.snapshot();
            feed.publish(new Change(Change.Kind.EVIDENCE, snapshot.scope(), snapshot.id()));
        }
    }
}
