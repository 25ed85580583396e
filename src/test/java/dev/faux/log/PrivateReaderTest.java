package dev.faux.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a reader is given of people: only what his mode lets through, and all else as it is. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PrivateReaderTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> TEXTS = Set.of(
            "email",
            "username",
            "first_name",
            "last_name",
            "phone_number",
            "address",
            "card_number",
            "shipping_address");
    private static final Set<String> OTHERS = Set.of("company", "postal_code", "birth_date");

    private final History history = Histories.small("intensity.per_minute=10");
    private final List<Batch> batches = Histories.batches(history, 20_000);

    @Test
    void nothing_personal_is_left_of_what_is_anonymised_and_everything_else_is() {
        List<JsonNode> before = events(batches);
        List<JsonNode> after = events(read(Privacy.ANONYMISED));
        assertThat(after).hasSameSizeAs(before);
        int changed = 0;
        for (int i = 0; i < before.size(); i++) {
            changed += compare(before.get(i), after.get(i));
        }
        assertThat(changed).isGreaterThan(5_000);
    }

    /** How many fields differ, which are all that may tell who somebody is. */
    private static int compare(JsonNode before, JsonNode after) {
        assertThat(List.copyOf(after.propertyNames())).isEqualTo(List.copyOf(before.propertyNames()));
        boolean isPersonal = before.has("user_id") && (before.has("email") || before.has("shipping_address"))
                || before.has("address_id") && before.has("kind")
                || before.has("card_number");
        int changed = 0;
        for (String field : before.propertyNames()) {
            JsonNode own = before.get(field);
            if (own.isObject()) {
                changed += compare(own, after.get(field));
            } else if (own.isArray() && own.path(0).isObject()) {
                for (int i = 0; i < own.size(); i++) {
                    changed += compare(own.get(i), after.get(field).get(i));
                }
            } else if (isPersonal && TEXTS.contains(field)) {
                assertThat(after.get(field)).as(field).isNotEqualTo(own);
                changed++;
            } else if (!isPersonal || !OTHERS.contains(field)) {
                assertThat(after.get(field)).as(field).isEqualTo(own);
            }
        }
        return changed;
    }

    @Test
    void where_an_event_stands_and_what_follows_from_it_stays() {
        List<Batch> shown = read(Privacy.GDPR_TEST);
        assertThat(shown).hasSameSizeAs(batches);
        for (int i = 0; i < shown.size(); i++) {
            Batch own = batches.get(i);
            Batch other = shown.get(i);
            assertThat(other.first()).isEqualTo(own.first());
            assertThat(other.last()).isEqualTo(own.last());
            for (int j = 0; j < own.size(); j++) {
                assertThat(other.time(j)).isEqualTo(own.time(j));
                assertThat(other.type(j)).isEqualTo(own.type(j));
                assertThat(other.customer(j)).isEqualTo(own.customer(j));
                assertThat(other.digest(j)).isEqualTo(own.digest(j));
            }
        }
        String introduced = events(shown).stream()
                .filter(event -> event.get("type").asString().endsWith("customer.introduced"))
                .findFirst()
                .orElseThrow()
                .at("/data/email")
                .asString();
        assertThat(introduced).matches(".*\\+gdpr-[0-9]+@.*");
    }

    @Test
    void who_may_see_everything_is_given_the_very_same() {
        assertThat(new PrivateEvents(Privacy.FULL, history.seed()).of(batches.getFirst()))
                .isSameAs(batches.getFirst());
    }

    /** Nothing that a reader can do is left to what readers do by default. */
    @Test
    void it_passes_on_all_that_a_reader_can_be_asked() {
        assertThat(Stream.of(PrivateReader.class.getDeclaredMethods()).map(PrivateReaderTest::signature))
                .containsAll(Stream.of(Reader.class.getMethods())
                        .map(PrivateReaderTest::signature)
                        .toList());
    }

    private static String signature(Method method) {
        return method.getName() + List.of(method.getParameterTypes());
    }

    private List<Batch> read(Privacy privacy) {
        Reader inner = mock(Reader.class);
        ArgumentCaptor<Batch> taken = ArgumentCaptor.forClass(Batch.class);
        when(inner.read(taken.capture(), any())).thenReturn(Mono.empty());
        Reader reader = new PrivateReader(inner, privacy, history.seed());
        Checkpoint none = new Checkpoint(history.id(), 0, 0, 1, 0);
        batches.forEach(batch -> reader.read(batch, none).block());
        return taken.getAllValues();
    }

    private static List<JsonNode> events(List<Batch> batches) {
        return batches.stream()
                .flatMap(batch -> IntStream.range(0, batch.size()).mapToObj(batch::line))
                .map(line -> JSON.readTree(new String(line, StandardCharsets.UTF_8)))
                .toList();
    }
}
