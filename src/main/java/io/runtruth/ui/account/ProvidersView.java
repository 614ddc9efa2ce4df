package io.runtruth.ui.account;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;

/// By which identity providers a person signs in. What came of linking one is in the URL: `?provider=…`, sealed.
@PermitAll
@Route(value = Routes.PROVIDERS, layout = MainLayout.class)
@Uses(RelativeTime.class)
class ProvidersView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final ProvidersSection providers;

    ProvidersView(ProvidersSection providers) {
        this.providers = providers;
        getContent().setId("view-providers");
        getContent().addClassName("view");
        getContent().add(new ViewHeader(getTranslation("provider.title")), providers);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.getLocation()
                .getQueryParameters()
                .getSingleParameter(Routes.PROVIDER_NOTICE)
                .ifPresent(providers::tell);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("provider.page.title");
    }
}
