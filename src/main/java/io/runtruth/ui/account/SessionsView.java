package io.runtruth.ui.account;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;

/// A person's own sessions.
@PermitAll
@Route(value = Routes.SESSIONS, layout = MainLayout.class)
@Uses(RelativeTime.class)
class SessionsView extends Composite<Div> implements HasDynamicTitle {

    SessionsView(SessionsSection sessions) {
        getContent().setId("view-sessions");
        getContent().addClassName("view");
        getContent().add(new ViewHeader(getTranslation("session.title")), sessions);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("session.page.title");
    }
}
