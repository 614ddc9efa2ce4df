package io.runtruth.api.shapes;

/// @param link below the address of the console; told once
@SnakeCase
public record ResetLinkJson(String link) {}
