/// The places that configuration is read from and written to (contract 7).
@org.jspecify.annotations.NullMarked
package io.runtruth.restore.target;
