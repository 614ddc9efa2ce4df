package io.runtruth.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// An address that is told of some events of its workspace.
///
/// @param url https, or http where private addresses are allowed
/// @param createdBy by the name they had then
public record Webhook(UUID id, String url, List<WebhookEvent> events, Instant createdAt, String createdBy) {}
