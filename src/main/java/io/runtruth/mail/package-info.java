/// What this installation tells people by e-mail, where a mail server is set up (contract 9): links that are
/// shown once, and what needs them.
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "access", "operations", "operations :: reads", "operations :: queue", "texts"})
@org.jspecify.annotations.NullMarked
package io.runtruth.mail;
