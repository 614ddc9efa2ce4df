package io.runtruth.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.ObjectMapperFactory;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The description of the API at `/api/v1/openapi`, as far as it is about no single call.
@Configuration
class OpenApiSetup {

    private static final String TOKEN = "token";
    private static final String BASIC = "basic";

    @Bean
    static OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Runtruth")
                        .version("v1")
                        .description("""
                                Uploads evidence, starts compositions, reads reviews and follows runs: the same \
                                services and the same rights as in the console. Lists are read by cursor, instants are \
                                ISO 8601 in UTC, problems are RFC 9457 with a `code`; their texts follow \
                                `Accept-Language`.""")
                        .license(new License().name("Apache-2.0")))
                // relative to where the description was read: the host that was asked for is not repeated
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(TOKEN, token())
                        .addSecuritySchemes(BASIC, basicAuthentication()))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN))
                .addSecurityItem(new SecurityRequirement().addList(BASIC));
    }

    private static SecurityScheme token() {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("rt_ and 49 letters and digits")
                .description("A personal access token: it may what its person may at that moment, and of that no more "
                        + "than it was made for");
    }

    private static SecurityScheme basicAuthentication() {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme(BASIC)
                .description("For accounts of the demo only");
    }

    /// The description is made by another Jackson than the answers are: this tells it how they are named.
    @Bean
    static ModelResolver shapes() {
        var mapper = ObjectMapperFactory.buildStrictGenericObjectMapper();
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        return new ModelResolver(mapper, new NestedNames()).openapi31(true);
    }
}
