/// One reader per file format (contract 6.1).
@org.jspecify.annotations.NullMarked
package io.runtruth.evidence.formats;
