package dev.faux.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.faux.api.Client.Answer;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Tokens for the demo accounts, as long as nobody but this machine reaches the server. */
@AtTheFrontDoor
class TokenApiTest {

    static final String MANAGER = "grant_type=password&username=manager@example.com&password=test";

    @LocalServerPort
    private int port;

    @Test
    void the_manager_is_given_a_token_that_opens_what_he_may_see() {
        Answer answer = ask(MANAGER);
        assertThat(answer.status()).isEqualTo(HttpStatus.OK);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Pragma")).isEqualTo("no-cache");
        assertThat(answer.get("token_type")).isEqualTo("Bearer");
        assertThat(answer.get("expires_in")).isEqualTo(3600);
        assertThat(answer.get("scope"))
                .isEqualTo("catalogue:read orders:own events:read people:read orders:read shop:manage");
        Client manager = new Client(port, requireNonNull((String) answer.get("access_token")));
        assertThat(manager.get("/api/v1/simulation").status()).isEqualTo(HttpStatus.OK);
    }

    @Test
    void the_customer_may_see_the_catalogue_and_his_own_orders() {
        Answer answer = ask("grant_type=password&username=customer@example.com&password=test");
        assertThat(answer.get("scope")).isEqualTo("catalogue:read orders:own");
        Client customer = new Client(port, requireNonNull((String) answer.get("access_token")));
        assertThat(customer.get("/api/v1/simulation").status()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(customer.get("/api/v1/orders").body()).isEqualTo("{\"data\":[],\"next\":null}");
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // As the library has it.
    void a_token_says_what_RFC_9068_wants_it_to_say() throws ParseException {
        SignedJWT token = SignedJWT.parse((String) ask(MANAGER).get("access_token"));
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(claims.getClaims().keySet())
                .containsExactlyInAnyOrder("iss", "exp", "aud", "sub", "client_id", "iat", "jti", "scope");
        assertThat(claims.getAudience()).containsExactly("faux");
        assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
                .isEqualTo(3_600_000);
    }

    @Test
    void who_asks_for_less_is_given_less() {
        assertThat(ask(MANAGER + "&scope=events:read").get("scope")).isEqualTo("events:read");
    }

    @Test
    void a_client_may_send_its_name_in_a_header_as_swagger_does() {
        WebTestClient.bindToServer()
                .build()
                .post()
                .uri("http://localhost:" + port + "/oauth2/token")
                .header("Authorization", "Basic Og==")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(MANAGER)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @CsvSource({
        "username=manager@example.com&password=test, invalid_request, grant_type",
        "grant_type=password&password=test, invalid_request, username",
        "grant_type=password&username=manager@example.com, invalid_request, password",
        "grant_type=password&grant_type=password&username=manager@example.com&password=test, invalid_request, grant_type",
        "grant_type=client_credentials, unsupported_grant_type, password",
        "grant_type=password&username=manager@example.com&password=wrong, invalid_grant, password",
        "grant_type=password&username=nobody@example.com&password=test, invalid_grant, account",
        "grant_type=password&username=customer@example.com&password=test&scope=shop:manage, invalid_scope, catalogue:read",
    })
    void what_is_wrong_is_told_as_RFC_6749_wants_it(String form, String error, String description) {
        Answer answer = ask(form);
        assertThat(answer.status()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.get("error")).isEqualTo(error);
        assertThat((String) answer.get("error_description")).contains(description);
    }

    @Test
    void what_is_no_form_is_refused() {
        Answer answer = Client.withoutToken(port).post("/oauth2/token", MediaType.APPLICATION_JSON, "{}");
        assertThat(answer.get("error")).isEqualTo("invalid_request");
        assertThat((String) answer.get("error_description")).contains("application/json");
    }

    @Test
    void a_form_that_is_too_large_is_refused() {
        Answer answer = ask(MANAGER + "&more=" + "x".repeat(1 << 20));
        assertThat(answer.status()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.get("error")).isEqualTo("invalid_request");
    }

    private Answer ask(String form) {
        return Client.withoutToken(port).post("/oauth2/token", MediaType.APPLICATION_FORM_URLENCODED, form);
    }
}
