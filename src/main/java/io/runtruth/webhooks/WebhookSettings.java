package io.runtruth.webhooks;

import io.runtruth.shared.SealingKey;
import java.util.Optional;

/// What a node allows and needs for webhooks.
///
/// @param privateAllowed also addresses of private networks may be told, and by http without TLS
/// @param address of the console, without a slash at its end; links begin with it. Empty where it is not known:
///     links are paths then
/// @param key seals the secrets to sign with; without one no webhook can be made
public record WebhookSettings(boolean privateAllowed, String address, Optional<SealingKey> key) {}
