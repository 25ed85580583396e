package dev.faux.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.test.StepVerifier;

/** What is kept in the home: the key that tokens are signed with, and the manager's token. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Isolated("virtual time is that of all who run beside it")
class SigningKeyTest {

    @TempDir
    private Path home;

    @Test
    void tokens_outlive_a_restart() {
        String token = new Tokens(SigningKey.in(home)).issue("somebody", "events:read", Duration.ofMinutes(1));
        Jwt read = requireNonNull(
                new Tokens(SigningKey.in(home)).decoder().decode(token).block(Duration.ofSeconds(5)));
        assertThat(read.getSubject()).isEqualTo("somebody");
    }

    @Test
    void nobody_but_the_owner_reads_what_is_kept() throws IOException {
        new AuthorizationFile(settings(), new Tokens(SigningKey.in(home))).start();
        try (var files = Files.list(home)) {
            List<Path> kept = files.toList();
            assertThat(kept)
                    .extracting(Path::getFileName)
                    .map(Path::toString)
                    .containsExactlyInAnyOrder("signing-key", "authorization");
            for (Path file : kept) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void a_file_that_holds_no_key_is_named() throws IOException, JOSEException {
        String publicOnly = new ECKeyGenerator(Curve.P_256)
                .keyID("a")
                .generate()
                .toPublicJWK()
                .toJSONString();
        String otherCurve =
                new ECKeyGenerator(Curve.P_384).keyID("a").generate().toJSONString();
        for (String text : List.of("", "rubbish", "{}", "{\"kty\":\"EC\"}", publicOnly, otherCurve)) {
            Files.writeString(home.resolve("signing-key"), text);
            assertThatThrownBy(() -> SigningKey.in(home))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(home.resolve("signing-key").toString())
                    .hasMessageContaining("expected a private JSON Web Key on P-256");
        }
    }

    @Test
    void the_file_holds_the_whole_line_that_curl_sends() throws IOException {
        Tokens tokens = new Tokens(SigningKey.in(home));
        new AuthorizationFile(settings(), tokens).start();
        String line = Files.readString(home.resolve("authorization"));
        assertThat(line).startsWith("Authorization: Bearer ").endsWith("\n").hasLineCount(1);
        Jwt token = requireNonNull(tokens.decoder()
                .decode(line.strip().substring("Authorization: Bearer ".length()))
                .block(Duration.ofSeconds(5)));
        assertThat(token.getClaimAsString("scope")).isEqualTo(Scopes.MANAGER);
        assertThat(Duration.between(Instant.now(), token.getExpiresAt()))
                .isBetween(Duration.ofDays(29), Duration.ofDays(30));
    }

    @Test
    void the_token_in_the_file_is_renewed_every_day_even_after_a_day_on_which_it_failed() {
        var file = new AuthorizationFile(settings(), new Tokens(SigningKey.in(home)));
        StepVerifier.withVirtualTime(file::renewals)
                .expectSubscription()
                .expectNoEvent(Duration.ofDays(1))
                .then(() -> assertThat(home.resolve("authorization")).exists())
                .then(() -> delete(home.resolve("authorization")))
                .then(() -> directory(home.resolve("authorization/x")))
                .expectNoEvent(Duration.ofDays(1))
                .then(() -> delete(home.resolve("authorization/x")))
                .then(() -> delete(home.resolve("authorization")))
                .expectNoEvent(Duration.ofDays(1))
                .then(() -> assertThat(home.resolve("authorization")).isRegularFile())
                .thenCancel()
                .verify(Duration.ofSeconds(20));
    }

    private ApiSettings settings() {
        return new ApiSettings(home, 1_000, TestShop.STREAMS, true);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void directory(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
