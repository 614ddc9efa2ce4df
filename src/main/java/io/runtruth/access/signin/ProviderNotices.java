package io.runtruth.access.signin;

import io.runtruth.access.SignInProviders;
import io.runtruth.access.SignInProviders.SignInNotice;
import io.runtruth.access.SignInSeal;

/// Where somebody is told that a sign-in through a provider has led to no session. What is told is sealed: nobody
/// makes the page say something else, and no address of a person stands in an address of a page.
final class ProviderNotices {

    private static final int LONGEST_ABOUT = 200;

    private final SignInProviders providers;
    private final SignInSeal seal;

    ProviderNotices(SignInProviders providers, SignInSeal seal) {
        this.providers = providers;
        this.seal = seal;
    }

    /// The sign-in page, or the person's own where they wanted to link theirs.
    String page(ProviderRefused refused) {
        return refused.linking() == null ? signInPage(refused) : "/me/providers?provider=" + sealed(refused);
    }

    String signInPage(ProviderRefused refused) {
        return "/login?provider=" + sealed(refused);
    }

    private String sealed(ProviderRefused refused) {
        var about = refused.about();
        return seal.seal(new SignInNotice(
                refused.why(),
                providers.name(refused.registration()),
                about.length() <= LONGEST_ABOUT ? about : about.substring(0, LONGEST_ABOUT),
                refused.reference()));
    }
}
