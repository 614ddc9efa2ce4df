/// The texts of both languages, for the console and the API (contract 10).
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared"})
@org.jspecify.annotations.NullMarked
package io.runtruth.texts;
