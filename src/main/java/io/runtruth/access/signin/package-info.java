/// Sign-in, session and basic authentication, and what they protect.
@org.jspecify.annotations.NullMarked
package io.runtruth.access.signin;
