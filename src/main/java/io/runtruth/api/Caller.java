package io.runtruth.api;

import io.swagger.v3.oas.annotations.Parameter;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.security.core.annotation.AuthenticationPrincipal;

/// The signed-in person, as the actor on whose behalf a call is answered. It carries no rights: the services decide
/// those afresh (contract 8).
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@AuthenticationPrincipal(expression = "actor()")
@Parameter(hidden = true)
@interface Caller {}
