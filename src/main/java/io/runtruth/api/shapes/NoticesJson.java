package io.runtruth.api.shapes;

import io.runtruth.access.NoticeChoice.NoticeChoices;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.mail.DigestQueries.MailRoad;
import java.util.Arrays;
import java.util.List;

/// What the caller is told of.
///
/// @param mail whether e-mails are sent to them: `open`, or what is missing: `not_set_up`, `no_address`,
///     `not_chosen`
@SnakeCase
public record NoticesJson(List<NoticeKindJson> kinds, String mail) {

    public static NoticesJson of(NoticeChoices choices, MailRoad road) {
        var bell = choices.by(NoticeWay.BELL);
        var mail = choices.by(NoticeWay.MAIL);
        return new NoticesJson(
                Arrays.stream(NoticeKind.values())
                        .map(kind -> new NoticeKindJson(kind.code(), bell.contains(kind), mail.contains(kind)))
                        .toList(),
                road.code());
    }

    /// One kind, and by which ways it is told.
    @SnakeCase
    public record NoticeKindJson(String kind, boolean bell, boolean mail) {}
}
