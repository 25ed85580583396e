package dev.faux.api;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.CorsSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.util.StringUtils;

/** Who may see what: bearer tokens on all of the API, and the scope that a resource wants. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class Access {

    static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

    private static final String[] OPEN = {
        "/docs",
        "/docs/**",
        "/swagger-ui/**",
        "/webjars/**",
        "/v3/api-docs",
        "/v3/api-docs.yaml",
        "/v3/api-docs/**",
        "/asyncapi.yaml",
        "/schemas/**",
        "/actuator/health",
        "/actuator/health/**"
    };

    /** What the documentation page needs: its own scripts, its inline styles and pictures. */
    private static final String CONTENT_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    SecurityWebFilterChain doors(ServerHttpSecurity http, ApiSettings settings, Refusals refusals) {
        return http.csrf(CsrfSpec::disable)
                .cors(CorsSpec::disable)
                .logout(LogoutSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(Access::headers)
                .authorizeExchange(paths -> open(paths, settings))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .build();
    }

    /** How long each filter took is more than anybody asks, and much to keep for each client of a stream. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Our own tokens, unless an issuer is named: then his. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(NoIssuer.class)
    static class OwnTokens {

        @Bean
        SigningKey signingKey(ApiSettings settings) {
            return SigningKey.in(settings.home());
        }

        @Bean
        Tokens tokens(SigningKey key) {
            return new Tokens(key);
        }

        @Bean
        ReactiveJwtDecoder jwtDecoder(Tokens tokens) {
            return tokens.decoder();
        }

        @Bean
        AuthorizationFile authorizationFile(ApiSettings settings, Tokens tokens) {
            return new AuthorizationFile(settings, tokens);
        }
    }

    /** An issuer calls his access tokens so (RFC 9068), or simply JWT; Boot asks for the latter only. */
    @Bean
    OAuth2TokenValidator<Jwt> typeOfForeignTokens() {
        JwtTypeValidator type = new JwtTypeValidator(List.of("JWT", "at+jwt", "application/at+jwt"));
        type.setAllowEmpty(true);
        return type;
    }

    /** Whether nobody else is named who gives out tokens. */
    static final class NoIssuer implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty(ISSUER));
        }
    }

    private static void open(AuthorizeExchangeSpec paths, ApiSettings settings) {
        paths.pathMatchers(OPEN).permitAll().pathMatchers("/oauth2/token").permitAll();
        if (settings.loopback()) {
            paths.pathMatchers(HttpMethod.GET, "/actuator/prometheus").permitAll();
        }
        for (Scopes each : Scopes.values()) {
            paths.pathMatchers(each.method(), each.paths()).hasAnyAuthority(each.authorities());
        }
        paths.pathMatchers("/api/**")
                .hasAuthority(Scopes.authority(Scopes.ANY_OTHER))
                .anyExchange()
                .denyAll();
    }

    private static void headers(HeaderSpec headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER));
    }
}
