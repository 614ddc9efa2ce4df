package io.runtruth.access;

import io.runtruth.shared.Coded;

/// Why a sign-in through an identity provider has led to no session. Whether there is an
/// account they say to nobody but whom a provider vouches for with its address.
public enum ProviderRefusal implements Coded {
    /// It was begun in another browser, more than ten minutes ago, or it has ended already.
    STALE,
    /// The person has said no there, or the provider has.
    DENIED,
    /// The provider does not answer.
    UNAVAILABLE,
    /// Its answer is not for this console, not from whom it should be, too old, or another person's.
    UNPROVEN,
    /// Nobody has invited the person, or their account is disabled.
    UNKNOWN,
    /// As that, and the provider does not vouch for the address of the person.
    UNVERIFIED,
    /// The address is that of an account to which the provider has said another person belongs.
    ANOTHER,
    /// The address is that of an account whose person has unlinked an identity: only they link one again.
    UNLINKED,
    /// The link of the invitation opens nothing any more.
    INVITATION,
    /// The workspace of the invitation is suspended; its link stays open.
    SUSPENDED,
    /// The identity opens another account already.
    TAKEN
}
