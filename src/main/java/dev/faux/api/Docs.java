package dev.faux.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The documentation as OpenAPI 3.1: what all resources have in common; the rest stands beside each of them. */
@Configuration(proxyBeanMethods = false)
class Docs {

    private static final String SCHEME = "token";
    private static final String PROBLEM = "Problem";

    private static final Map<String, String> SCOPES = new TreeMap<>(Map.of(
            "catalogue:read", "see the products",
            "orders:own", "see one's own orders",
            "orders:read", "see all orders",
            "events:read", "see and stream the events",
            "people:read", "see the customers",
            "shop:manage", "run the shop"));

    /** Problems that a resource can answer with, by its path. */
    private static final Map<String, String> PROBLEMS = Map.of(
            "400", "A parameter is unknown or has an impossible value",
            "401", "There is no token, or it is refused",
            "403", "The token lacks a scope",
            "404", "There is no such thing, or none any more",
            "406", "None of the forms that are wanted is offered",
            "409", "The position is beyond the last event",
            "410", "The position is of another history, or the time has been dropped",
            "503", "It cannot be asked now; Retry-After says when to try again");

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Query.class);
    }

    @Bean
    OpenAPI openApi(ObjectProvider<Tokens> tokens, @Value("${" + Access.ISSUER + ":}") String issuer) {
        return new OpenAPI()
                .info(new Info()
                        .title("Faux")
                        .version("1")
                        .description(
                                "A synthetic shop that never closes: its events as they come, and what is known of its "
                                        + "customers, products and orders.")
                        .license(new License().name("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .tags(List.of(
                        new Tag().name("Events").description("What happens in the shop, as CloudEvents"),
                        new Tag().name("Users").description("The customers"),
                        new Tag().name("Products").description("The catalogue"),
                        new Tag().name("Orders").description("The orders as they stand"),
                        new Tag()
                                .name("Datasets")
                                .description("All that there is, in any form, of this shop or of any seed's"),
                        new Tag().name("Simulation").description("What runs"),
                        new Tag().name("Access").description("Tokens for development")))
                .components(new Components()
                        .addSecuritySchemes(SCHEME, tokens.getIfAvailable() == null ? foreign(issuer) : own()))
                .addSecurityItem(new SecurityRequirement().addList(SCHEME));
    }

    /** Every operation that wants a token can answer with the same problems. */
    @Bean
    @Order(1)
    OpenApiCustomizer problems() {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths().forEach((path, item) -> {
                if (path.startsWith("/api/")) {
                    item.readOperations().forEach(operation -> addProblems(path, operation));
                }
            });
        };
    }

    private static void addProblems(String path, Operation operation) {
        boolean stream = path.endsWith("/stream");
        boolean one = path.endsWith("/{id}");
        for (String status : new TreeMap<>(PROBLEMS).keySet()) {
            boolean possible = switch (status) {
                case "404" -> one;
                case "409" -> stream;
                case "410" -> stream || path.endsWith("/events");
                default -> true;
            };
            if (possible) {
                operation.getResponses().addApiResponse(status, response(PROBLEMS.getOrDefault(status, "")));
            }
        }
    }

    private static ApiResponse response(String description) {
        Schema<?> problem = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(problem)));
    }

    private static SecurityScheme own() {
        io.swagger.v3.oas.models.security.Scopes scopes = new io.swagger.v3.oas.models.security.Scopes();
        scopes.putAll(SCOPES);
        return new SecurityScheme()
                .type(SecurityScheme.Type.OAUTH2)
                .description("manager@example.com or customer@example.com, password test; only on loopback")
                .flows(new OAuthFlows()
                        .password(new OAuthFlow().tokenUrl("/oauth2/token").scopes(scopes)));
    }

    private static SecurityScheme foreign(String issuer) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.OPENIDCONNECT)
                .openIdConnectUrl(issuer + "/.well-known/openid-configuration");
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema().example("about:blank"))
                .addProperty("title", new StringSchema().example("Bad Request"))
                .addProperty("status", new IntegerSchema().example(400))
                .addProperty("detail", new StringSchema().example("limit is \"0\", expected 1 to 10000"))
                .addProperty("instance", new StringSchema().example("/api/v1/users"))
                .addProperty(
                        "found",
                        new StringSchema().description("The offending value").example("0"))
                .addProperty(
                        "expected",
                        new StringSchema()
                                .description("What would have been taken")
                                .example("1 to 10000"));
    }
}
