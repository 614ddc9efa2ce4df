/// Who deals with what a run asks of a person, and how that ends (contract 3).
@org.springframework.modulith.NamedInterface("attention")
@org.jspecify.annotations.NullMarked
package io.runtruth.operations.attention;
