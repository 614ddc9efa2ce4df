package io.runtruth.evidence;

import java.nio.file.Path;

/// Where uploads lie while they are read: a folder of this node alone, made when it is first needed.
public record UploadFolder(Path path) {}
