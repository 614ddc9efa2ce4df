/// How a lost run is proven: the seam that each operation type fills, and who asks it (contract 5).
@org.springframework.modulith.NamedInterface("proof")
@org.jspecify.annotations.NullMarked
package io.runtruth.operations.proof;
