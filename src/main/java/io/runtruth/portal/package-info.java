/// What readers of published reviews say to those who review: that they have read one, and what they ask about
/// a finding; and links by which somebody without an account reads one (contract 8, published).
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "live", "access", "reviews"})
@org.jspecify.annotations.NullMarked
package io.runtruth.portal;
