package io.runtruth.ui.frame;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.NoticeChoiceQueries;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.reviews.WaiverQueries;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Spans;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What the bell says, whenever it is opened, of accepted risks that end soon or are due to be looked at
/// again: to who may accept and wants it, by workspace, for as long as it is so (contract 6).
@Component
public class WaiverNotices {

    private static final int MOST = 20;

    private final NoticeChoiceQueries choices;
    private final WorkspaceQueries workspaces;
    private final WaiverQueries waivers;

    WaiverNotices(NoticeChoiceQueries choices, WorkspaceQueries workspaces, WaiverQueries waivers) {
        this.choices = choices;
        this.workspaces = workspaces;
        this.waivers = waivers;
    }

    List<Anchor> of(Actor.Person person) {
        if (!choices.of(person, NoticeWay.BELL).contains(NoticeKind.ACCEPTED_RISK_DUE)) {
            return List.of();
        }
        return workspaces.mine(person).stream()
                .filter(it -> !it.suspended() && it.may(Capability.ENVIRONMENT_REVIEW_MANAGE))
                .limit(MOST)
                .flatMap(it -> {
                    var asking = waivers.asking(person, it.id());
                    return asking == 0 ? Stream.empty() : Stream.of(entry(it.slug(), it.name(), asking));
                })
                .toList();
    }

    private static Anchor entry(String slug, String name, int asking) {
        var entry = new Anchor("/" + Routes.acceptedRisks(slug));
        entry.addClassName("read");
        entry.add(new Div(Spans.foreign(name)), Spans.quiet(entry.getTranslation("accepted.notice", asking)));
        return entry;
    }
}
