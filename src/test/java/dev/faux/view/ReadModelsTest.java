package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The pages show what a {@linkplain Fold plain fold} over all events gives, page by page and one by one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadModelsTest {

    private static final Story STORY = Story.of(11, 8, Duration.ofDays(4), 2_000);
    private static final Pages FOLD = Pages.of(STORY);

    private static OpenView view;

    @BeforeAll
    static void read() {
        view = OpenView.empty(Duration.ofDays(30));
        view.read(STORY);
    }

    @AfterAll
    static void close() {
        view.close();
    }

    @Test
    void users_are_the_customers_who_were_told_of() {
        assertThat(pages(view.users::page, User::userId, 97)).isEqualTo(FOLD.users());
    }

    @Test
    void products_are_the_articles_that_were_launched() {
        assertThat(pages(view.products::page, Product::productId, 97)).isEqualTo(FOLD.products());
    }

    @Test
    void orders_stand_where_their_events_have_brought_them() {
        assertThat(FOLD.orders()).extracting(Order::status).contains("waiting", "shipped", "delivered", "cancelled");
        assertThat(pages((after, limit) -> view.orders.page(after, null, limit), Order::orderId, 97))
                .isEqualTo(FOLD.orders());
    }

    @Test
    void orders_of_one_customer_are_his() {
        UUID user = FOLD.orders().getFirst().userId();
        assertThat(pages((after, limit) -> view.orders.page(after, user, limit), Order::orderId, 1))
                .isEqualTo(FOLD.orders().stream()
                        .filter(order -> order.userId().equals(user))
                        .toList());
    }

    @Test
    void each_is_found_by_its_id() {
        User user = FOLD.users().getLast();
        Product product = FOLD.products().getLast();
        Order order = FOLD.orders().getLast();
        StepVerifier.create(view.users.find(user.userId())).expectNext(user).verifyComplete();
        StepVerifier.create(view.products.find(product.productId()))
                .expectNext(product)
                .verifyComplete();
        StepVerifier.create(view.orders.find(order.orderId())).expectNext(order).verifyComplete();
    }

    @Test
    void a_stranger_is_not_found() {
        UUID stranger = new UUID(1, 1);
        StepVerifier.create(view.users.find(stranger)).verifyComplete();
        StepVerifier.create(view.products.find(stranger)).verifyComplete();
        StepVerifier.create(view.orders.find(stranger)).verifyComplete();
        StepVerifier.create(view.orders.page(null, stranger, 10)).verifyComplete();
    }

    private static <T> List<T> pages(
            BiFunction<@Nullable UUID, Integer, Flux<T>> page, Function<T, UUID> id, int limit) {
        List<T> all = new ArrayList<>();
        UUID after = null;
        List<T> next;
        do {
            next = Answers.all(page.apply(after, limit));
            all.addAll(next);
            after = next.isEmpty() ? after : id.apply(next.getLast());
        } while (next.size() == limit);
        return all;
    }
}
