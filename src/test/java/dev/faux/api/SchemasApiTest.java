package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.api.Client.Answer;
import dev.faux.shop.EventType;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;

@AtTheFrontDoor
class SchemasApiTest {

    @LocalServerPort
    private int port;

    @Test
    void every_type_has_a_schema_at_the_address_that_its_events_give() {
        for (EventType type : EventType.values()) {
            String address = "/schemas/" + type.wireName() + "/v1";
            Answer answer = Client.withoutToken(port).get(address);
            assertThat(answer.status()).isEqualTo(HttpStatus.OK);
            assertThat(answer.header("Content-Type")).isEqualTo("application/schema+json");
            assertThat(answer.get("$id")).isEqualTo(address);
            assertThat(answer.get("required"))
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .isNotEmpty();
        }
    }

    @Test
    void all_of_them_stand_in_one_document() {
        Answer answer = Client.withoutToken(port).get("/asyncapi.yaml");
        assertThat(answer.status()).isEqualTo(HttpStatus.OK);
        assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(answer.body()).startsWith("asyncapi: 3.1.0\n").contains("dev.faux.order.placed");
    }

    @Test
    void another_type_or_version_has_none() {
        Answer answer = Client.withoutToken(port).get("/schemas/order.eaten/v1");
        assertThat(answer.status()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat((String) answer.get("detail")).startsWith("event type is \"order.eaten\", expected one of ");
        assertThat(List.of("/schemas/order.placed/v2", "/schemas/order.placed", "/schemas"))
                .allSatisfy(path ->
                        assertThat(Client.withoutToken(port).get(path).status()).isEqualTo(HttpStatus.NOT_FOUND));
    }
}
