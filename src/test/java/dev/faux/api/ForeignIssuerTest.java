package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.api.Client.Answer;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;

/** Where an issuer is named, Faux gives no tokens itself and takes none of its own. */
@AtTheFrontDoor
@TestPropertySource(properties = "spring.security.oauth2.resourceserver.jwt.issuer-uri=http://localhost:1/issuer")
class ForeignIssuerTest {

    @Autowired
    private ApiSettings settings;

    @LocalServerPort
    private int port;

    @Test
    void tokens_come_from_him() {
        Answer answer = Client.withoutToken(port)
                .post("/oauth2/token", MediaType.APPLICATION_FORM_URLENCODED, TokenApiTest.MANAGER);
        assertThat(answer.get("error")).isEqualTo("unauthorized_client");
        assertThat((String) answer.get("error_description")).contains("issuer");
        assertThat(Files.exists(AuthorizationFile.in(settings.home()))).isFalse();
    }

    @Test
    void while_he_cannot_be_asked_it_says_so() {
        Tokens own = new Tokens(SigningKey.in(settings.home()));
        Answer answer = Client.manager(port, own).get("/api/v1/simulation");
        assertThat(answer.status()).isIn(HttpStatus.SERVICE_UNAVAILABLE, HttpStatus.UNAUTHORIZED);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }
}
