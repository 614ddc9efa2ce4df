/// The chain of an exported run or review, and how an export is checked where there is no node: pure, and
/// without anything but the file.
@org.springframework.modulith.NamedInterface("chain")
@org.jspecify.annotations.NullMarked
package io.runtruth.packs.chain;
