/// What the HTTP API sends, one record a shape, all with one suffix (contract 11).
@org.jspecify.annotations.NullMarked
package io.runtruth.api.shapes;
