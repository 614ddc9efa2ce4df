package io.runtruth.reviews.compose;

import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import io.runtruth.reviews.ReviewContent.DocumentEnvironment;
import io.runtruth.reviews.ReviewContent.LeftOut;
import io.runtruth.reviews.ReviewContent.OperationsHealth;
import io.runtruth.reviews.ReviewContent.Source;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything that content depends on besides the checks, as it was pinned when the review was started (contract
/// 6.1.1). The order of sources, accepted risks and evidence left out means nothing: each is put into one
/// order, so that equal inputs give equal bytes.
///
/// @param sources the evidence set, each snapshot once
/// @param waivers the accepted risks that held at the start
/// @param leftOut evidence older than the workspace's limit
/// @param operations `null` where no time frame is known
public record ComposeInput(
        DocumentEnvironment environment,
        List<Source> sources,
        List<AcceptedRisk> waivers,
        List<LeftOut> leftOut,
        @Nullable OperationsHealth operations) {

    private static final Comparator<String> NONE_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());

    private static final Comparator<Source> SOURCE_ORDER = Comparator.comparing(Source::tool)
            .thenComparing(source -> source.target().id(), NONE_FIRST)
            .thenComparing(source -> source.snapshotId().toString());

    private static final Comparator<LeftOut> LEFT_OUT_ORDER = Comparator.comparing(LeftOut::tool)
            .thenComparing(leftOut -> leftOut.target().id(), NONE_FIRST)
            .thenComparing(leftOut -> leftOut.snapshotId().toString());

    private static final Comparator<AcceptedRisk> WAIVER_ORDER = Comparator.comparing(AcceptedRisk::tool)
            .thenComparing(AcceptedRisk::control)
            .thenComparing(AcceptedRisk::resource, NONE_FIRST)
            .thenComparing(AcceptedRisk::ordinal, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(waiver -> waiver.waiverId().toString());

    public ComposeInput {
        sources = sources.stream().sorted(SOURCE_ORDER).toList();
        waivers = waivers.stream().sorted(WAIVER_ORDER).toList();
        leftOut = leftOut.stream().sorted(LEFT_OUT_ORDER).toList();
        var ids = new HashSet<UUID>();
        if (!sources.stream().map(Source::snapshotId).allMatch(ids::add)) {
            throw new IllegalArgumentException("a snapshot is pinned twice");
        }
    }
}
