package io.runtruth.api.shapes;

import io.runtruth.access.NoticeChoice;
import io.runtruth.access.NoticeChoice.NoticeChoices;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the caller wants to be told of.
///
/// @param kinds what is left out is as usual
@SnakeCase
public record NewNoticesJson(@Nullable List<NewNoticeKindJson> kinds) {

    /// @throws Problem.InvalidInput `request.missing`, `request.parameter`
    public NoticeChoices choices() {
        if (kinds == null || kinds.stream().anyMatch(Objects::isNull)) {
            throw new Problem.InvalidInput("request.missing", "kinds");
        }
        return new NoticeChoices(
                kinds.stream().flatMap(NewNoticeKindJson::choices).toList());
    }

    /// One kind, and by which ways it is to be told.
    @SnakeCase
    public record NewNoticeKindJson(
            @Nullable String kind,
            @Nullable Boolean bell,
            @Nullable Boolean mail) {

        private Stream<NoticeChoice> choices() {
            var known = Coded.of(NoticeKind.class, Objects.requireNonNullElse(kind, ""))
                    .orElseThrow(() -> new Problem.InvalidInput("request.parameter", "kind"));
            return Arrays.stream(NoticeWay.values()).flatMap(way -> {
                var wanted = way == NoticeWay.BELL ? bell : mail;
                return wanted == null ? Stream.empty() : Stream.of(new NoticeChoice(known, way, wanted));
            });
        }
    }
}
