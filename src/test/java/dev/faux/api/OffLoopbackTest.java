package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.api.Client.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;

/** Where other machines can reach the server, a password that everybody knows opens nothing. */
@AtTheFrontDoor
@TestPropertySource(properties = "server.address=0.0.0.0")
class OffLoopbackTest {

    @Autowired
    private ApiSettings settings;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Welcome welcome;

    @LocalServerPort
    private int port;

    @Test
    void the_demo_accounts_are_off() {
        Answer answer = Client.withoutToken(port)
                .post("/oauth2/token", MediaType.APPLICATION_FORM_URLENCODED, TokenApiTest.MANAGER);
        assertThat(answer.status()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.get("error")).isEqualTo("unauthorized_client");
        assertThat((String) answer.get("error_description"))
                .contains("server.address")
                .contains("issuer-uri");
    }

    @Test
    void no_token_lies_about() {
        assertThat(Files.exists(AuthorizationFile.in(settings.home()))).isFalse();
        assertThat(welcome.text(port, Path.of(""))).doesNotContain("curl").contains("issuer-uri");
    }

    @Test
    void metrics_are_closed() {
        assertThat(Client.withoutToken(port).get("/actuator/prometheus").status())
                .isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(Client.manager(port, tokens).get("/actuator/prometheus").status())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void a_token_is_taken_all_the_same() {
        String token = tokens.issue("manager", Scopes.MANAGER, Duration.ofMinutes(1));
        assertThat(new Client(port, token).get("/api/v1/simulation").status()).isEqualTo(HttpStatus.OK);
    }
}
