package dev.faux.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Gives tokens to the demo accounts for their password (RFC 6749, section 4.3): for development, so only while nobody but this
 * machine reaches the server, and never where an issuer is named.
 */
@RestController
@Tag(name = "Access")
class TokenApi {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final ApiSettings settings;
    private final @Nullable Tokens tokens;

    TokenApi(ApiSettings settings, ObjectProvider<Tokens> tokens) {
        this.settings = settings;
        this.tokens = tokens.getIfAvailable();
    }

    /** What the form holds. */
    record TokenRequest(
            @Schema(allowableValues = "password", requiredMode = Schema.RequiredMode.REQUIRED)
            String grantType,

            @Schema(example = "manager@example.com", requiredMode = Schema.RequiredMode.REQUIRED)
            String username,

            @Schema(example = "test", requiredMode = Schema.RequiredMode.REQUIRED)
            String password,

            @Schema(description = "Fewer scopes than the account has, parted by spaces")
            String scope) {}

    @Operation(
            operationId = "token",
            summary = "A token for a demo account",
            description =
                    "manager@example.com and customer@example.com, password test. Refused unless the server listens on "
                            + "loopback, and where an issuer-uri is set.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
                                            schema = @Schema(implementation = TokenRequest.class))))
    @ApiResponse(responseCode = "200", description = "A bearer token, good for an hour")
    @ApiResponse(responseCode = "400", description = "An error of RFC 6749, section 5.2")
    @SecurityRequirements
    @PostMapping(path = "/oauth2/token", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Map<String, Object>>> token(ServerWebExchange exchange) {
        return form(exchange)
                .map(this::granted)
                .flatMap(grant -> Mono.fromCallable(() -> issued(grant)).subscribeOn(Schedulers.boundedElastic()))
                .map(body -> answer(ResponseEntity.ok(), body))
                .onErrorResume(TokenError.class, e -> Mono.just(answer(ResponseEntity.badRequest(), e.body())));
    }

    private record Grant(DemoAccount account, String scope, Tokens tokens) {}

    private static Mono<MultiValueMap<String, String>> form(ServerWebExchange exchange) {
        MediaType type = exchange.getRequest().getHeaders().getContentType();
        if (!MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(type)) {
            return Mono.error(TokenError.invalidRequest(
                    "Content-Type is " + type + ", expected " + MediaType.APPLICATION_FORM_URLENCODED));
        }
        return exchange.getFormData().onErrorMap(e -> TokenError.invalidRequest("the form cannot be read"));
    }

    private Grant granted(MultiValueMap<String, String> form) {
        if (tokens == null) {
            throw new TokenError(
                    "unauthorized_client", "tokens for this server come from the issuer in " + Access.ISSUER);
        }
        if (!settings.loopback()) {
            throw new TokenError(
                    "unauthorized_client",
                    "the demo accounts are off, because other machines reach this server: expected server.address on "
                            + "loopback, or an issuer in " + Access.ISSUER);
        }
        String grantType = required("grant_type", form);
        if (!grantType.equals("password")) {
            throw new TokenError("unsupported_grant_type", "grant_type is not known, expected password");
        }
        DemoAccount account = DemoAccount.of(required("username", form), required("password", form))
                .orElseThrow(
                        () -> new TokenError("invalid_grant", "there is no such account, or its password is another"));
        return new Grant(account, scope(one("scope", form), account), tokens);
    }

    private static Map<String, Object> issued(Grant grant) {
        String token = grant.tokens().issue(grant.account().email(), grant.scope(), LIFETIME);
        return Map.of(
                "access_token",
                token,
                "token_type",
                "Bearer",
                "expires_in",
                LIFETIME.toSeconds(),
                "scope",
                grant.scope());
    }

    private static String scope(@Nullable String asked, DemoAccount account) {
        if (asked == null || asked.isBlank()) {
            return account.scope();
        }
        Set<String> wanted = new LinkedHashSet<>(List.of(asked.strip().split(" +")));
        if (!List.of(account.scope().split(" ")).containsAll(wanted)) {
            throw new TokenError(
                    "invalid_scope", "the account has not all these scopes, expected some of: " + account.scope());
        }
        return String.join(" ", wanted);
    }

    private static String required(String name, MultiValueMap<String, String> form) {
        String value = one(name, form);
        if (value == null || value.isEmpty()) {
            throw TokenError.invalidRequest(name + " is missing");
        }
        return value;
    }

    private static @Nullable String one(String name, MultiValueMap<String, String> form) {
        List<String> values = form.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw TokenError.invalidRequest(name + " is there " + values.size() + " times, expected once");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private static ResponseEntity<Map<String, Object>> answer(
            ResponseEntity.BodyBuilder answer, Map<String, Object> body) {
        return answer.cacheControl(CacheControl.noStore())
                .header(HttpHeaders.PRAGMA, "no-cache")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
