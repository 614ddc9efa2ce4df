package io.runtruth.ui.signin;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import io.runtruth.access.SignInProviders.SignInProvider;
import java.util.List;
import java.util.function.Function;

/// The ways in through identity providers, a link each: what follows is between the browser, the provider and the
/// sign-in's own addresses.
final class ProviderDoors extends Composite<Div> {

    /// @param address where a link begins the sign-in
    ProviderDoors(List<SignInProvider> providers, Function<SignInProvider, String> address) {
        getContent().addClassName("providers");
        providers.forEach(provider -> getContent().add(door(provider, address.apply(provider))));
    }

    private Anchor door(SignInProvider provider, String address) {
        var door = new Anchor(address, getTranslation("login.provider", provider.name()));
        door.setRouterIgnore(true);
        door.setId("action-provider-" + provider.id());
        return door;
    }
}
