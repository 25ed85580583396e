package dev.faux.shop;

import static dev.faux.shop.Story.ANN;
import static dev.faux.shop.Story.CARD;
import static dev.faux.shop.Story.OPENING;
import static dev.faux.shop.Story.usd;
import static dev.faux.shop.Story.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.Command.AcceptPayment;
import dev.faux.shop.Command.AddToCart;
import dev.faux.shop.Command.CancelOrder;
import dev.faux.shop.Command.Deliver;
import dev.faux.shop.Command.FailDelivery;
import dev.faux.shop.Command.FinishPreparing;
import dev.faux.shop.Command.LaunchProduct;
import dev.faux.shop.Command.OpenWarehouse;
import dev.faux.shop.Command.Restock;
import dev.faux.shop.Command.Ship;
import dev.faux.shop.Command.StartPreparing;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.PaymentEvent.PaymentRefunded;
import dev.faux.shop.StockEvent.StockReserved;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Orders from several warehouses, and of goods that are not there. Ann buys in the US: warehouse 1 is near to her, 2 is not. Product
 * 1 is in both, product 2 only in the first, product 4 is sold while it is not there.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShipmentsTest {

    private final Story story = Story.ofAVisit()
            .given(
                    new OpenWarehouse("Far", "Leeds", "GB", List.of("GB")),
                    new LaunchProduct(Story.product(4, 700, null, 0, List.of(), true)),
                    new Restock(variant(4), 0, 1),
                    new Restock(variant(1), 1, 30));

    @Test
    void what_the_near_warehouse_has_comes_from_there() {
        OrderPlaced placed = place(new CartItem(variant(1), 10));
        assertThat(placed.lines().getFirst().warehouse().number()).isEqualTo(1);
        placed = place(new CartItem(variant(1), 3));
        assertThat(placed.lines().getFirst().warehouse().number()).isEqualTo(2);
    }

    @Test
    void goods_from_two_warehouses_go_in_two_shipments_each_with_a_way_of_its_own() {
        OrderPlaced placed = place(new CartItem(variant(1), 11), new CartItem(variant(2), 1));
        Id far = placed.lines().get(0).shipment();
        Id near = placed.lines().get(1).shipment();
        assertThat(far).isNotEqualTo(near);
        story.given(new AcceptPayment(1, CARD), new StartPreparing(1, near), new FinishPreparing(1, near));
        assertThat(status()).as("the least advanced").isEqualTo(OrderStatus.WAITING);
        story.when(new CancelOrder(1, "changed_mind")).thenRefused(new Refusal.WrongStatus(1, OrderStatus.WAITING));
        story.given(new Ship(1, near, "swiftship"), new Deliver(1, near), new StartPreparing(1, far));
        assertThat(status()).isEqualTo(OrderStatus.PREPARATION);
        story.given(new FinishPreparing(1, far), new Ship(1, far, "swiftship"));
        for (int i = 0; i < 2; i++) {
            story.given(new FailDelivery(1, far, "nobody_home"), new Ship(1, far, "swiftship"));
        }
        story.when(new FailDelivery(1, far, "nobody_home"));
        assertThat(status()).as("once all have ended").isEqualTo(OrderStatus.DELIVERED);
        // 11 · 19.99 and 5.00 is 224.89, with tax of 16.30 241.19: of that 235.82 fall on the kettles, rounded down.
        assertThat(story.told(PaymentRefunded.class).amount()).isEqualTo(usd(23_582 / 2));
        assertThat(story.told(PaymentRefunded.class).because()).isEqualTo(far);
    }

    @Test
    void the_last_shipment_takes_what_rounding_leaves() {
        OrderPlaced placed = place(new CartItem(variant(1), 11), new CartItem(variant(2), 1));
        Money first = Shares.ofShipment(placed, placed.lines().get(0).shipment());
        Money last = Shares.ofShipment(placed, placed.lines().get(1).shipment());
        assertThat(first.plus(last)).isEqualTo(placed.total());
        assertThat(first).isEqualTo(usd(23_582));
    }

    @Test
    void what_is_not_there_is_ordered_all_the_same_and_packed_when_it_has_come() {
        OrderPlaced placed = place(new CartItem(variant(4), 3), new CartItem(variant(2), 1));
        Line late = placed.lines().getFirst();
        assertThat(late.isBackOrdered()).isTrue();
        assertThat(placed.lines().get(1).isBackOrdered()).isFalse();
        assertThat(late.shipment()).isNotEqualTo(placed.lines().get(1).shipment());
        story.given(new AcceptPayment(1, CARD));
        story.when(new StartPreparing(1, late.shipment())).thenRefused(new Refusal.BackOrdered(1, late.shipment()));
        story.when(new Restock(variant(4), 0, 1)).thenNamed("stock.restocked");
        story.when(new Restock(variant(4), 0, 1)).thenNamed("stock.restocked", "stock.reserved", "stock.depleted");
        StockReserved reserved = story.told(StockReserved.class);
        assertThat(reserved.shipment()).isEqualTo(late.shipment());
        assertThat(story.shop().correlation(story.accepted(), 0)).isNull();
        assertThat(story.shop().correlation(story.accepted(), 1)).isEqualTo(placed.session());
        assertThat(story.shop().correlation(story.accepted(), 2)).isEqualTo(placed.session());
        story.given(new StartPreparing(1, late.shipment()));
    }

    @Test
    void who_waits_longest_is_served_first_and_who_cancels_waits_no_more() {
        place(new CartItem(variant(4), 3));
        place(new CartItem(variant(4), 2));
        place(new CartItem(variant(4), 2));
        story.given(new CancelOrder(2, "changed_mind"));
        assertThat(story.shop().free(variant(4), 0)).isEqualTo(1 - 3 - 2);
        story.when(new Restock(variant(4), 0, 3)).thenNamed("stock.restocked", "stock.reserved");
        assertThat(story.told(StockReserved.class).order().number()).isEqualTo(1);
        story.when(new Restock(variant(4), 0, 9)).thenNamed("stock.restocked", "stock.reserved");
        assertThat(story.told(StockReserved.class).order().number()).isEqualTo(3);
    }

    @Test
    void what_takes_no_back_orders_is_out_of_stock() {
        story.when(Story.order(ANN, null, 0, new CartItem(variant(3), 11)))
                .thenRefused(new Refusal.OutOfStock(variant(3), 11, 10));
    }

    @Test
    void season_age_and_market_are_respected_in_the_cart_and_in_the_order() {
        story.given(
                new LaunchProduct(Story.product(5, 700, Season.SUMMER, 0, List.of(), true)),
                new LaunchProduct(Story.product(6, 700, null, 21, List.of(), true)),
                new LaunchProduct(Story.product(7, 700, null, 0, List.of("US"), true)),
                new LaunchProduct(Story.product(8, 700, Season.WINTER, 20, List.of("GB"), true)));
        for (int product = 5; product <= 8; product++) {
            story.given(new Restock(variant(product), 0, 5));
        }
        List<Refusal> refusals = List.of(
                new Refusal.OutOfSeason(5, Season.SUMMER),
                new Refusal.TooYoung(ANN.number(), 6, 21),
                new Refusal.NotSoldThere(7, "US"));
        for (int i = 0; i < refusals.size(); i++) {
            story.when(new AddToCart(story.session(), variant(5 + i), 1)).thenRefused(refusals.get(i));
            story.when(Story.order(ANN, null, 0, new CartItem(variant(5 + i), 1)))
                    .thenRefused(refusals.get(i));
        }
        story.given(new AddToCart(story.session(), variant(8), 1));
    }

    @Test
    void summer_is_the_other_half_of_the_year_in_the_south() {
        long july = OPENING + 180 * 86_400_000L;
        assertThat(Season.SUMMER.includes(OPENING, false)).isFalse();
        assertThat(Season.SUMMER.includes(OPENING, true)).isTrue();
        assertThat(Season.SUMMER.includes(july, false)).isTrue();
        assertThat(Season.WINTER.includes(july, false)).isFalse();
        assertThat(Season.WINTER.includes(july, true)).isTrue();
    }

    @Test
    void three_points_make_a_suspicion() {
        Id young = new Id(Kind.CUSTOMER, 9, OPENING);
        Id second = Belonging.id(Kind.ADDRESS, young, 0, 1);
        Id home = Story.home(young);
        List<CartItem> few = List.of(new CartItem(variant(1), 7));
        List<CartItem> many = List.of(new CartItem(variant(1), 7), new CartItem(variant(2), 1));
        assertThat(Suspicion.of(young, second, few, OPENING)).isTrue();
        assertThat(Suspicion.of(young, home, many, OPENING)).isTrue();
        assertThat(Suspicion.of(young, home, few, OPENING)).isFalse();
        assertThat(Suspicion.of(young, second, many, OPENING + 86_400_000)).isFalse();
        assertThat(Suspicion.of(young, second, few, OPENING + 86_399_999)).isTrue();
    }

    private OrderStatus status() {
        Order order = story.shop().order(1);
        assertThat(order).isNotNull();
        return order == null ? OrderStatus.CANCELLED : order.status();
    }

    private OrderPlaced place(CartItem... items) {
        return story.when(Story.order(ANN, story.session(), 0, items)).told(OrderPlaced.class);
    }
}
