package io.runtruth.access;

/// A way to sign in that this node is configured for. Whatever part brings one has a bean for each.
///
/// @param named what a system operator knows it by: the site that passkeys hold for, the name of a provider; empty
///     where there is only one. Never a secret
public record SignInWay(SignInMethod method, String named) {}
