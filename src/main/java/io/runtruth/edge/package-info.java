/// The outermost part of a node (contract 8, "Before sign-in"): what holds for every request and every answer,
/// before any part of the console or the API has seen it. It knows the container, and none of the parts.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package io.runtruth.edge;
