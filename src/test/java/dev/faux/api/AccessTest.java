package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.faux.api.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;

/** Who is let in where: tokens that are none of ours, or not for this, are refused and told why. */
@AtTheFrontDoor
@SuppressWarnings("JavaUtilDate") // As the library has it.
class AccessTest {

    private static final String ANYWHERE = "/api/v1/simulation";

    @Autowired
    private Tokens tokens;

    @Autowired
    private SigningKey key;

    @LocalServerPort
    private int port;

    @Test
    void who_has_no_token_is_told_to_bring_one() {
        Answer answer = Client.withoutToken(port).get(ANYWHERE);
        assertThat(answer.status()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat((String) answer.get("detail")).contains("there is no token").contains("Authorization: Bearer");
    }

    @Test
    void a_token_as_it_should_be_is_taken() throws JOSEException {
        assertThat(status(signed(claims -> claims, key.key()))).isEqualTo(HttpStatus.OK);
    }

    @Test
    void an_expired_token_is_refused_at_once() throws JOSEException {
        Date past = Date.from(Instant.now().minusSeconds(1));
        Date longAgo = Date.from(Instant.now().minusSeconds(100));
        refuses(signed(claims -> claims.issueTime(longAgo).expirationTime(past), key.key()), "expired");
    }

    @Test
    void a_token_without_an_end_is_refused() throws JOSEException {
        refuses(signed(claims -> claims.expirationTime(null), key.key()), "exp");
    }

    @Test
    void a_token_for_somebody_else_is_refused() throws JOSEException {
        refuses(signed(claims -> claims.audience("another"), key.key()), "aud");
    }

    @Test
    void a_token_of_another_issuer_is_refused() throws JOSEException {
        refuses(signed(claims -> claims.issuer("urn:another"), key.key()), "iss");
    }

    @Test
    void a_token_that_is_no_access_token_is_refused() throws JOSEException {
        JWSHeader plain = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.key().getKeyID())
                .build();
        refuses(signed(plain, claims().build(), key.key()), "typ");
    }

    @Test
    void a_token_without_a_signature_is_refused() {
        refuses(new PlainJWT(claims().build()).serialize(), "alg");
    }

    @Test
    void a_token_that_was_changed_after_signing_is_refused() throws JOSEException {
        String[] parts = signed(claims -> claims.claim("scope", "catalogue:read"), key.key())
                .split("\\.");
        String more = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("catalogue:read", "events:read");
        parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(more.getBytes(StandardCharsets.UTF_8));
        refuses(String.join(".", parts), "validate");
    }

    @Test
    void a_token_signed_with_another_key_is_refused() throws JOSEException {
        ECKey other =
                new ECKeyGenerator(Curve.P_256).keyID(key.key().getKeyID()).generate();
        refuses(signed(claims -> claims, other), "validate");
    }

    @Test
    void a_token_that_takes_the_public_key_for_a_shared_secret_is_refused() throws JOSEException {
        byte[] publicKey = key.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.key().getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims().build());
        token.sign(new MACSigner(publicKey));
        refuses(token.serialize(), "validate");
    }

    @Test
    void what_is_no_token_is_refused() {
        refuses("rubbish", "Invalid JWT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/events/stream | events:read | people:read",
                "/api/v1/events?start_date=2026-01-01 | events:read | catalogue:read",
                "/api/v1/events/019b76da-a800-7000-8000-000052392aa1 | events:read | orders:read",
                "/api/v1/users | people:read | events:read",
                "/api/v1/users/019b76da-a800-7000-8000-000052392aa1 | people:read | orders:own",
                "/api/v1/products | catalogue:read | events:read",
                "/api/v1/products/019b76da-a800-7000-8000-000052392aa1 | catalogue:read | people:read",
                "/api/v1/orders | orders:read or orders:own | catalogue:read",
                "/api/v1/orders/019b76da-a800-7000-8000-000052392aa1 | orders:read or orders:own | events:read",
                "/api/v1/simulation | events:read or shop:manage | catalogue:read",
            })
    void a_token_with_another_scope_is_refused_and_told_which_is_needed(String path, String needed, String scope) {
        Answer answer = Client.with(scope, port, tokens).get(path);
        assertThat(answer.status()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(answer.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"" + needed.replace(" or ", " ") + "\"");
        assertThat(answer.get("found")).isEqualTo(scope);
        assertThat(answer.get("expected")).isEqualTo(needed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"events:read", "shop:manage"})
    void either_scope_shows_what_runs(String scope) {
        assertThat(Client.with(scope, port, tokens).get(ANYWHERE).status()).isEqualTo(HttpStatus.OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/prometheus",
                "/v3/api-docs",
                "/swagger-ui/index.html"
            })
    void health_metrics_and_documentation_are_open(String path) {
        assertThat(Client.withoutToken(port).get(path).status()).isEqualTo(HttpStatus.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/actuator", "/actuator/env", "/logout", "/error", "/login"})
    void everything_else_is_closed(String path) {
        assertThat(Client.withoutToken(port).get(path).status()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(Client.manager(port, tokens).get(path).status()).isEqualTo(HttpStatus.FORBIDDEN);
    }

    private void refuses(String token, String why) {
        Answer answer = new Client(port, token).get(ANYWHERE);
        assertThat(answer.status()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer error=\"invalid_token\"");
        assertThat(answer.body()).containsIgnoringCase(why).doesNotContain(token);
    }

    private Object status(String token) {
        return new Client(port, token).get(ANYWHERE).status();
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> change, ECKey with) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.key().getKeyID())
                .build();
        return signed(header, change.apply(claims()).build(), with);
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, ECKey with) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new ECDSASigner(with));
        return token.serialize();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(Tokens.ISSUER)
                .audience(Tokens.AUDIENCE)
                .subject("somebody")
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                .jwtID(UUID.randomUUID().toString())
                .claim("client_id", "faux")
                .claim("scope", "events:read");
    }
}
