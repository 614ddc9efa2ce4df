/// What a workspace's documents carry at their head (contract 6, packs): whose they are.
@org.springframework.modulith.NamedInterface("letterhead")
@org.jspecify.annotations.NullMarked
package io.runtruth.packs.letterhead;
