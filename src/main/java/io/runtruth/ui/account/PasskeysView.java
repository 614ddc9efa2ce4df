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

/// A person's own passkeys.
@PermitAll
@Route(value = Routes.PASSKEYS, layout = MainLayout.class)
@Uses(RelativeTime.class)
@Uses(PasskeyMaking.class)
class PasskeysView extends Composite<Div> implements HasDynamicTitle {

    PasskeysView(PasskeysSection passkeys) {
        getContent().setId("view-passkeys");
        getContent().addClassName("view");
        getContent().add(new ViewHeader(getTranslation("passkey.title")), passkeys);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("passkey.page.title");
    }
}
