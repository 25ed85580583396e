package dev.faux.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents the parameters that all pages have, and so lets them be given. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        name = "limit",
        in = ParameterIn.QUERY,
        description = "The most that are wanted",
        schema = @Schema(type = "integer", minimum = "1", maximum = "10000", defaultValue = "1000"))
@Parameter(
        name = "after",
        in = ParameterIn.QUERY,
        description = "`next` of the page before",
        schema = @Schema(type = "string"))
@interface Paged {}
