/// What a document of a review says, in words (contract 6): the same on the screen and in every pack.
@org.springframework.modulith.NamedInterface("words")
@org.jspecify.annotations.NullMarked
package io.runtruth.packs.words;
