/// How people look at the list of runs, as they keep it: views and columns (contract 9).
@org.springframework.modulith.NamedInterface("lists")
@org.jspecify.annotations.NullMarked
package io.runtruth.operations.lists;
