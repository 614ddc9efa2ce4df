/// How long ended runs are kept, and who removes those that are not (contract 13).
@org.springframework.modulith.NamedInterface("keeping")
@org.jspecify.annotations.NullMarked
package io.runtruth.operations.keeping;
