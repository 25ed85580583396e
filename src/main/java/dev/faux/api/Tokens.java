package dev.faux.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Flux;

/** Our own access tokens, as RFC 9068 wants them: made with the {@link SigningKey}, taken only if made with it for us. */
final class Tokens {

    static final String ISSUER = "urn:faux";
    static final String AUDIENCE = "faux";

    private final SigningKey signingKey;

    Tokens(SigningKey signingKey) {
        this.signingKey = signingKey;
    }

    /** A token for this subject with these scopes, parted by spaces. Draws random numbers, which may block. */
    String issue(String subject, String scope, Duration lifetime) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(subject)
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .claim("client_id", AUDIENCE)
                .claim("scope", scope)
                .build();
        JWSHeader header = new JWSHeader.Builder(SigningKey.ALGORITHM)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(signingKey.key().getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(signingKey.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key does not sign", e);
        }
        return token.serialize();
    }

    ReactiveJwtDecoder decoder() {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSource(
                        token -> Flux.just(signingKey.key().toPublicJWK()))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        decoder.setJwtValidator(validator());
        return decoder;
    }

    /** Who made a token and who takes it read the same clock, so none is taken after its end. */
    private static OAuth2TokenValidator<Jwt> validator() {
        JwtTimestampValidator end = new JwtTimestampValidator(Duration.ZERO);
        end.setAllowEmptyExpiryClaim(false);
        return JwtValidators.createAtJwtValidator()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .validators(each -> each.put(JwtClaimNames.EXP, end))
                .build();
    }
}
