package io.runtruth.access;

/// Whoever sent a token, as Spring Security keeps it for the one request.
///
/// @param actor with what the token leaves of their rights
public record TokenCaller(Actor.Person actor) {}
