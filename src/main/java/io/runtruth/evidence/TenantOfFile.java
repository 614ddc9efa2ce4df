package io.runtruth.evidence;

/// One of the tenants whose results a file holds, as the file names it.
///
/// @param id `""` where it has none
/// @param name `""` where it has none
public record TenantOfFile(String id, String name) {}
