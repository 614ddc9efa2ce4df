package io.runtruth.access;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whom an identity provider has vouched for, after all of its answer was proven.
///
/// @param registration of the configuration by which it was asked
/// @param issuer who says so, and
/// @param subject what they call the person for ever
/// @param address an e-mail address that is the person's, in lower case; null where the provider does not say that
///     it has verified it
/// @param name how others see the person: foreign text, 1 to 200 characters
/// @param handle a short name for an account of their own, without `@` and spaces: nobody is found by it
/// @param grants what their groups give; null where the provider did not say which they are in
public record ProvidedIdentity(
        String registration,
        String issuer,
        String subject,
        @Nullable String address,
        String name,
        String handle,
        @Nullable List<GroupGrant> grants) {

    public ProvidedIdentity {
        grants = grants == null ? null : List.copyOf(grants);
    }

    Optional<String> verifiedAddress() {
        return Optional.ofNullable(address);
    }

    /// By what the person recognises it.
    String shown() {
        return address == null ? name : address;
    }

    /// What a group gives in one workspace.
    ///
    /// @param workspace slug
    /// @param environments slugs; empty: all
    public record GroupGrant(String workspace, Role role, List<String> environments) {

        public GroupGrant {
            environments = List.copyOf(environments);
        }
    }
}
