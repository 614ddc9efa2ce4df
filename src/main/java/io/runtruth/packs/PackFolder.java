package io.runtruth.packs;

import java.nio.file.Path;

/// Where packs lie until they are sent: a folder of this node alone, made when it is first needed.
public record PackFolder(Path path) {}
