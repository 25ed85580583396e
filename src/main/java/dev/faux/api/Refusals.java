package dev.faux.api;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers those who are not let in: {@code WWW-Authenticate} as RFC 6750 wants it, and a problem that says what is missing. */
@Component
class Refusals implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

    private static final String TOKEN = "Authorization: Bearer and an access token for this server";

    private final ProblemPages pages;

    Refusals(ProblemPages pages) {
        this.pages = pages;
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
        if (failure instanceof AuthenticationServiceException) {
            return pages.handle(exchange, failure);
        }
        return pages.write(
                failure instanceof OAuth2AuthenticationException refused
                        ? refused("the token is refused: " + refused.getError().getDescription())
                                .with(HttpHeaders.WWW_AUTHENTICATE, challenge(refused.getError()))
                        : refused("there is no token").with(HttpHeaders.WWW_AUTHENTICATE, "Bearer"),
                exchange);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException failure) {
        String needed = Scopes.neededFor(
                exchange.getRequest().getMethod(),
                exchange.getRequest().getPath().pathWithinApplication());
        return exchange.getPrincipal()
                .map(principal -> denied(scopesOf(principal), needed))
                .defaultIfEmpty(denied("", needed))
                .flatMap(problem -> pages.write(problem, exchange));
    }

    private static Problem refused(String why) {
        return Problem.of(HttpStatus.UNAUTHORIZED, why + "; expected " + TOKEN);
    }

    private static String challenge(OAuth2Error error) {
        return "Bearer error=\"" + error.getErrorCode() + "\", error_description=\"" + quotable(error.getDescription())
                + "\"";
    }

    private static String quotable(@Nullable String text) {
        return text == null ? "" : text.replaceAll("[^ !#-\\[\\]-~]", "'");
    }

    private static Problem denied(String scopes, String needed) {
        Problem problem = needed.isEmpty()
                ? Problem.of(HttpStatus.FORBIDDEN, "no token opens this path")
                : Problem.of(HttpStatus.FORBIDDEN, "scope of the token", scopes, needed);
        String scope = needed.isEmpty() ? "" : ", scope=\"" + needed.replace(" or ", " ") + "\"";
        return problem.with(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"" + scope);
    }

    private static String scopesOf(Principal principal) {
        return principal instanceof Authentication authentication
                ? String.join(
                        " ",
                        authentication.getAuthorities().stream()
                                .map(GrantedAuthority::getAuthority)
                                .filter(authority -> authority != null && authority.startsWith("SCOPE_"))
                                .map(authority -> authority.substring("SCOPE_".length()))
                                .toList())
                : "";
    }
}
