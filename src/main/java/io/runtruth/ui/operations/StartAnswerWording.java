package io.runtruth.ui.operations;

import io.runtruth.reviews.StartResult;
import io.runtruth.ui.kit.Phrase;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RunWording;
import org.jspecify.annotations.Nullable;

/// What starting a composition again came to, in words (SPEC 6.2).
///
/// @param why null where the first sentence says it all
/// @param link null where there is nothing to open
record StartAnswerWording(Phrase what, @Nullable Phrase why, Fact.@Nullable Link link) {

    /// @param workspace its slug
    static StartAnswerWording of(StartResult result, String workspace) {
        return switch (result) {
            case StartResult.Dispatched(var run, var _) ->
                new StartAnswerWording(
                        Phrase.of("review.start.dispatched"),
                        null,
                        link("run.try_again.open_run", Routes.run(workspace, run)));
            case StartResult.ReusedActiveRun(var run, var _, var joined) ->
                new StartAnswerWording(
                        Phrase.of("review.start.reused_active_run"),
                        Phrase.of("run.try_again.joined", joined.name()),
                        link("run.try_again.open_run", Routes.run(workspace, run)));
            case StartResult.AlreadyAvailable(var review, var _) ->
                new StartAnswerWording(
                        Phrase.of("review.start.already_available"),
                        null,
                        link("run.fact.open_review", Routes.review(workspace, review)));
            case StartResult.Refused refused ->
                new StartAnswerWording(Phrase.of("review.start.refused"), reason(refused), null);
        };
    }

    private static Phrase reason(StartResult.Refused refused) {
        var code = refused.reason().code();
        return refused.ageDays() == null ? RunWording.reason(code) : RunWording.reason(code, refused.ageDays());
    }

    private static Fact.Link link(String key, String path) {
        return new Fact.Link(new Fact.Words(Phrase.of(key)), path);
    }
}
