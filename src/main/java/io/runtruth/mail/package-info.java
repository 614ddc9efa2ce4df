/// What this installation tells people by e-mail, where a mail server is set up (contract 9): links that
/// are shown once, and what they have chosen to be told.
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "operations",
            "operations :: reads",
            "operations :: queue",
            "portal",
            "reviews",
            "texts"
        })
@org.jspecify.annotations.NullMarked
package io.runtruth.mail;
