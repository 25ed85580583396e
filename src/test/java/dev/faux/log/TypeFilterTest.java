package dev.faux.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.faux.shop.EventType;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TypeFilterTest {

    @Test
    void no_pattern_takes_everything() {
        TypeFilter filter = TypeFilter.of(List.of());

        assertThat(filter.isEverything()).isTrue();
        assertThat(filter.names()).hasSize(EventType.values().length);
    }

    @Test
    void a_name_takes_that_type_only() {
        assertThat(TypeFilter.of(List.of("order.placed")).names()).containsExactly("order.placed");
    }

    @Test
    void a_star_stands_for_anything() {
        assertThat(TypeFilter.of(List.of("payment.*")).names())
                .containsExactly("payment.authorised", "payment.declined", "payment.captured", "payment.refunded");
        assertThat(TypeFilter.of(List.of("*.d*d")).names()).contains("order.delivered", "stock.depleted");
        assertThat(TypeFilter.of(List.of("*")).names()).hasSize(EventType.values().length);
    }

    @Test
    void a_dot_stands_for_itself() {
        assertThatIllegalArgumentException().isThrownBy(() -> TypeFilter.of(List.of("order?placed")));
        assertThatIllegalArgumentException().isThrownBy(() -> TypeFilter.of(List.of("order")));
    }

    @Test
    void a_pattern_that_takes_nothing_is_refused_with_what_there_is() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypeFilter.of(List.of("order.placed", "order.eaten")))
                .withMessageStartingWith("no event type is order.eaten, expected one of warehouse.opened, ")
                .withMessageEndingWith("or a glob such as order.*");
    }
}
