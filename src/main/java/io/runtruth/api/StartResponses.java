package io.runtruth.api;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a start may be answered with.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(responseCode = "202", description = "`dispatched` or `reused_active_run`", useReturnTypeSchema = true)
@ApiResponse(responseCode = "200", description = "`already_available`", useReturnTypeSchema = true)
@ApiResponse(responseCode = "409", description = "`refused`; `reason` says why")
@ApiResponse(responseCode = "422", description = "The `Idempotency-Key` was used for something else")
@interface StartResponses {}
