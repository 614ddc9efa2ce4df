package io.runtruth.api.shapes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An address that is to be told of events.
///
/// @param url https, of the public internet
/// @param events some of `run.ended`, `run.attention`, `review.ready`, `review.published`
@SnakeCase
public record NewWebhookJson(@Nullable String url, @Nullable List<String> events) {}
