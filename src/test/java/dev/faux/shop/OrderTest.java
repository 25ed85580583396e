package dev.faux.shop;

import static dev.faux.shop.Story.ANN;
import static dev.faux.shop.Story.BOB;
import static dev.faux.shop.Story.CARD;
import static dev.faux.shop.Story.KETTLE;
import static dev.faux.shop.Story.NEEDLE;
import static dev.faux.shop.Story.OPENING;
import static dev.faux.shop.Story.SPOON;
import static dev.faux.shop.Story.WAREHOUSE;
import static dev.faux.shop.Story.decline;
import static dev.faux.shop.Story.order;
import static dev.faux.shop.Story.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.shop.Command.AcceptPayment;
import dev.faux.shop.Command.CancelOrder;
import dev.faux.shop.Command.DeclinePayment;
import dev.faux.shop.Command.Deliver;
import dev.faux.shop.Command.EndSession;
import dev.faux.shop.Command.FailDelivery;
import dev.faux.shop.Command.FinishPreparing;
import dev.faux.shop.Command.IntroduceCustomer;
import dev.faux.shop.Command.LaunchProduct;
import dev.faux.shop.Command.RegisterCustomer;
import dev.faux.shop.Command.Requeue;
import dev.faux.shop.Command.Restock;
import dev.faux.shop.Command.Ship;
import dev.faux.shop.Command.StartPreparing;
import dev.faux.shop.CustomerEvent.CustomerUpdated;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.OrderEvent.DeliveryAttemptFailed;
import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.OrderEvent.OrderCancelled;
import dev.faux.shop.OrderEvent.OrderConfirmed;
import dev.faux.shop.OrderEvent.OrderDelivered;
import dev.faux.shop.OrderEvent.OrderFailed;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.OrderEvent.OrderPreparing;
import dev.faux.shop.OrderEvent.OrderReady;
import dev.faux.shop.OrderEvent.OrderRequeued;
import dev.faux.shop.OrderEvent.OrderShipped;
import dev.faux.shop.PaymentEvent.PaymentAuthorised;
import dev.faux.shop.PaymentEvent.PaymentCaptured;
import dev.faux.shop.PaymentEvent.PaymentDeclined;
import dev.faux.shop.PaymentEvent.PaymentRefunded;
import dev.faux.shop.StockEvent.StockDeducted;
import dev.faux.shop.StockEvent.StockDepleted;
import dev.faux.shop.StockEvent.StockReleased;
import dev.faux.shop.StockEvent.StockReserved;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order from being placed to its end. Every state meets every command in {@link OrderTableTest}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderTest {

    // Two kettles and a spoon: 2 · 19.99 + 5.00 = 44.98; with 4.99 shipping 49.97; 7.25 % of that is 3.6228.
    private static final long TOTAL = 4498 + 499 + 362;

    @Test
    void an_order_is_priced_and_its_goods_are_reserved() {
        Story story = Story.ofAVisit();
        story.when(
                order(ANN, story.session(), 499, new CartItem(Story.variant(1), 2), new CartItem(Story.variant(2), 1)));
        Id order = new Id(Kind.ORDER, 1, OPENING + 3_000);
        story.then(
                        new OrderPlaced(
                                order,
                                ANN,
                                Origin.SHOPPER,
                                story.session(),
                                "US",
                                Story.home(ANN),
                                "standard",
                                Story.PROMISED,
                                usd(4498),
                                usd(0),
                                usd(499),
                                usd(362),
                                usd(TOTAL),
                                false,
                                List.of(line(50, KETTLE, 2, order), line(51, SPOON, 1, order))),
                        reserved(KETTLE, order, 2, 10, 2),
                        reserved(SPOON, order, 1, 10, 1))
                .becauseOf(story.session());
        assertThat(story.available()).isEqualTo(List.of(8, 9, 10));
    }

    @Test
    void an_order_without_a_session_belongs_to_none() {
        Story story = Story.ofAVisit();
        story.when(order(ANN, null, 0, new CartItem(Story.variant(1), 1))).becauseOf(null);
        assertThat(story.told(OrderPlaced.class).session()).isNull();
        story.when(new AcceptPayment(1, CARD)).becauseOf(null);
    }

    /** The tax of 7.25 % or another rate on a subtotal of needles at a cent each and the shipping. */
    @ParameterizedTest
    @CsvSource({
        // basis points, pieces, shipping, tax
        "725, 1, 0, 0", // 0.0725
        "725, 7, 0, 1", // 0.5075
        "725, 6, 0, 0", // 0.435
        "5000, 1, 0, 1", // exactly half a cent goes up
        "5000, 3, 0, 2", // and not to the even one
        "5000, 2, 0, 1",
        "2500, 2, 0, 1", // 0.5
        "2500, 1, 1, 1", // 0.5, shipping is taxed too
        "2500, 6, 0, 2", // 1.5
        "1000, 5, 10, 2", // 1.5
        "4999, 1, 0, 0", // 0.4999
        "5001, 1, 0, 1", // 0.5001
        "0, 9, 999, 0",
        "10000, 9, 1, 10",
        "725, 1, 1999, 145", // 145.00 exactly
        "725, 1, 999999999, 72500000",
        "1, 1, 4999, 1", // 0.5
        "1, 1, 4998, 0", // 0.4999
    })
    void tax_is_rounded_half_up_on_the_whole_order(long basisPoints, int pieces, long shipping, long tax) {
        Story story = Story.ofAShop(basisPoints).given(new IntroduceCustomer(ANN, 0));
        story.when(order(ANN, null, shipping, new CartItem(Story.variant(3), pieces)));
        OrderPlaced placed = story.told(OrderPlaced.class);
        assertThat(placed.tax()).isEqualTo(usd(tax));
        assertThat(placed.subtotal()).isEqualTo(usd(pieces));
        assertThat(placed.shipping()).isEqualTo(usd(shipping));
        assertThat(placed.total()).isEqualTo(usd(pieces + shipping + tax));
    }

    @Test
    void the_price_is_that_of_the_catalogue() {
        Story story =
                Story.ofAVisit().given(new LaunchProduct(Story.product(4, 12345)), new Restock(Story.variant(4), 0, 1));
        story.when(order(ANN, null, 0, new CartItem(Story.variant(4), 1)));
        assertThat(story.told(OrderPlaced.class).lines().getFirst().price()).isEqualTo(usd(12345));
        assertThat(story.told(OrderPlaced.class).lines().getFirst().total()).isEqualTo(usd(12345));
    }

    @Test
    void the_last_piece_promised_depletes_the_stock() {
        Story story = Story.ofAVisit();
        story.given(order(ANN, null, 0, new CartItem(Story.variant(1), 9)));
        story.when(order(ANN, null, 0, new CartItem(Story.variant(1), 1), new CartItem(Story.variant(2), 1)));
        Id order = story.order();
        assertThat(story.accepted().events().subList(1, 4))
                .containsExactly(
                        reserved(KETTLE, order, 1, 10, 10),
                        new StockDepleted(
                                KETTLE.id(), KETTLE.variants().getFirst().id(), WAREHOUSE, 10, 10),
                        reserved(SPOON, order, 1, 10, 1));
        story.when(order(ANN, null, 0, new CartItem(Story.variant(1), 1)))
                .thenRefused(new Refusal.OutOfStock(Story.variant(1), 1, 0));
    }

    @Test
    void what_is_out_of_stock_refuses_the_whole_order_and_changes_nothing() {
        Story story = Story.ofAVisit();
        story.when(order(
                        ANN, story.session(), 0, new CartItem(Story.variant(2), 3), new CartItem(Story.variant(1), 11)))
                .thenRefused(new Refusal.OutOfStock(Story.variant(1), 11, 10));
        assertThat(story.available()).isEqualTo(List.of(10, 10, 10));
        story.when(new AcceptPayment(1, CARD)).thenRefused(new Refusal.UnknownOrder(1));
        story.when(order(ANN, story.session(), 0, new CartItem(Story.variant(2), 3)));
        assertThat(story.order().number()).isEqualTo(1);
    }

    @Test
    void only_somebody_known_can_order() {
        Story story = Story.ofAVisit();
        story.when(order(BOB, null, 0, new CartItem(Story.variant(1), 1))).thenRefused(new Refusal.UnknownCustomer(2));
        story.given(new RegisterCustomer(0));
        story.when(order(story.shop().registered(0, 0), null, 0, new CartItem(Story.variant(1), 1)))
                .thenNamed("order.placed", "stock.reserved");
    }

    @Test
    void only_what_the_shop_sells_can_be_ordered() {
        Story story = Story.ofAVisit();
        for (int product : new int[] {0, -1, 4, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            story.when(order(ANN, null, 0, new CartItem(Story.variant(1), 1), new CartItem(product, 1)))
                    .thenRefused(new Refusal.UnknownVariant(product));
        }
        assertThat(story.available()).isEqualTo(List.of(10, 10, 10));
    }

    @Test
    void an_order_has_from_1_to_50_different_products() {
        List<CartItem> items = new ArrayList<>();
        for (int product = 1; product <= 51; product++) {
            items.add(new CartItem(Story.variant(product), 1));
        }
        assertThatThrownBy(() -> order(ANN, null, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an order of 0 items, expected 1 to 50");
        assertThatThrownBy(() -> order(ANN, null, 0, items.toArray(CartItem[]::new)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an order of 51 items, expected 1 to 50");
        assertThatThrownBy(() -> order(
                        ANN,
                        null,
                        0,
                        new CartItem(Story.variant(1), 1),
                        new CartItem(Story.variant(2), 1),
                        new CartItem(Story.variant(1), 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("variant 8 stands twice in an order, expected one item with the quantities added");
        Story story = Story.ofAVisit();
        for (int product = 4; product <= 50; product++) {
            story.given(new LaunchProduct(Story.product(product, 100)), new Restock(Story.variant(product), 0, 2));
        }
        story.when(order(ANN, null, 0, items.subList(0, 50).toArray(CartItem[]::new)));
        assertThat(story.told(OrderPlaced.class).lines()).hasSize(50);
        story.when(order(ANN, null, 0, new CartItem(Story.variant(1), 1)));
        assertThat(story.told(OrderPlaced.class).lines().getFirst().item().number())
                .as("no two orders share the number of an item")
                .isEqualTo(100);
    }

    @Test
    void a_payment_that_is_accepted_is_captured_and_confirms_the_order() {
        Story story = Story.ofAnOrder();
        story.when(new AcceptPayment(1, CARD));
        Id payment = new Id(Kind.PAYMENT, 3, story.now());
        story.then(
                        new PaymentAuthorised(payment, story.order(), ANN, usd(TOTAL), CARD),
                        new PaymentCaptured(payment, story.order(), ANN, usd(TOTAL), CARD),
                        new OrderConfirmed(story.order(), ANN))
                .becauseOf(story.session());
    }

    @Test
    void a_payment_may_be_declined_twice_and_then_be_accepted() {
        Story story = Story.ofAnOrder();
        for (int i = 0; i < 2; i++) {
            story.when(new DeclinePayment(1, CARD, "expired_card"));
            Id payment = new Id(Kind.PAYMENT, 3 + i, story.now());
            story.then(new PaymentDeclined(payment, story.order(), ANN, usd(TOTAL), CARD, "expired_card"))
                    .becauseOf(story.session());
        }
        story.when(new AcceptPayment(1, CARD));
        assertThat(story.told(PaymentCaptured.class).payment()).isEqualTo(new Id(Kind.PAYMENT, 5, story.now()));
    }

    @Test
    void the_third_decline_cancels_the_order_and_lets_go_of_its_goods() {
        Story story = Story.ofAnOrder().given(decline(), decline()).when(decline());
        Id order = story.order();
        story.then(
                        new PaymentDeclined(
                                new Id(Kind.PAYMENT, 5, story.now()), order, ANN, usd(TOTAL), CARD, "do_not_honour"),
                        new OrderCancelled(order, ANN, "payment_declined"),
                        released(KETTLE, order, 2, 10, 0),
                        released(SPOON, order, 1, 10, 0))
                .becauseOf(story.session());
        assertThat(story.available()).isEqualTo(List.of(10, 10, 10));
        story.when(new AcceptPayment(1, CARD)).thenRefused(new Refusal.TooOld(1));
    }

    @Test
    void nothing_is_paid_twice() {
        Story story = Story.ofAPaidOrder();
        story.when(new AcceptPayment(1, CARD)).thenRefused(new Refusal.AlreadyPaid(1));
        story.when(decline()).thenRefused(new Refusal.AlreadyPaid(1));
    }

    @Test
    void an_order_is_prepared_and_once_ready_its_goods_leave_the_shelf() {
        Story story = Story.ofAPaidOrder();
        Id order = story.order();
        story.when(new StartPreparing(1, Story.SHIPMENT))
                .then(new OrderPreparing(order, ANN, OrderStatus.PREPARATION, Story.SHIPMENT))
                .becauseOf(story.session());
        story.when(new FinishPreparing(1, Story.SHIPMENT))
                .then(
                        new OrderReady(order, ANN, OrderStatus.READY, shipment(order)),
                        deducted(KETTLE, order, 2, 8, 0),
                        deducted(SPOON, order, 1, 9, 0))
                .becauseOf(story.session());
        assertThat(story.available()).isEqualTo(List.of(8, 9, 10));
    }

    @Test
    void an_order_may_go_back_to_the_queue_and_be_prepared_again() {
        Story story = Story.ofAPaidOrder().given(new StartPreparing(1, Story.SHIPMENT));
        Id order = story.order();
        story.when(new Requeue(1, Story.SHIPMENT))
                .then(new OrderRequeued(order, ANN, OrderStatus.WAITING, Story.SHIPMENT))
                .becauseOf(story.session());
        assertThat(story.told(OrderRequeued.class).status()).isEqualTo(OrderStatus.WAITING);
        story.when(new FinishPreparing(1, Story.SHIPMENT)).thenRefused(new Refusal.WrongStatus(1, OrderStatus.WAITING));
        story.when(new StartPreparing(1, Story.SHIPMENT))
                .then(new OrderPreparing(order, ANN, OrderStatus.PREPARATION, Story.SHIPMENT));
        story.when(new Requeue(1, Story.SHIPMENT)).thenNamed("order.requeued");
    }

    @Test
    void an_order_is_shipped_and_delivered() {
        Story story = Story.ofAReadyOrder();
        Id order = story.order();
        story.when(new Ship(1, Story.SHIPMENT, "swiftship"));
        Id shipment = Story.SHIPMENT;
        story.then(new OrderShipped(order, ANN, OrderStatus.SHIPPED, shipment, 1, "swiftship"))
                .becauseOf(story.session());
        story.when(new Deliver(1, Story.SHIPMENT))
                .then(
                        new OrderDelivered(order, ANN, OrderStatus.DELIVERED, shipment, 1),
                        new CustomerUpdated(ANN, 0, TOTAL / 100))
                .becauseOf(story.session());
        story.when(new Deliver(1, Story.SHIPMENT)).thenRefused(new Refusal.WrongStatus(1, OrderStatus.DELIVERED));
    }

    @Test
    void the_third_attempt_is_the_last_and_refunds_half() {
        Story story = Story.ofAReadyOrder();
        Id order = story.order();
        story.when(new Ship(1, Story.SHIPMENT, "swiftship"));
        Id shipment = Story.SHIPMENT;
        for (int attempt = 1; attempt <= 2; attempt++) {
            story.when(new FailDelivery(1, Story.SHIPMENT, "nobody_home"))
                    .then(new DeliveryAttemptFailed(
                            order, ANN, OrderStatus.DELIVERY_ATTEMPT_FAILED, shipment, attempt, "nobody_home"))
                    .becauseOf(story.session());
            story.when(new Ship(1, Story.SHIPMENT, "parcelway"))
                    .then(new OrderShipped(order, ANN, OrderStatus.SHIPPED, shipment, attempt + 1, "parcelway"))
                    .becauseOf(story.session());
        }
        story.when(new FailDelivery(1, Story.SHIPMENT, "refused"))
                .then(
                        new OrderFailed(order, ANN, OrderStatus.FAILED, shipment, 3, "refused"),
                        new PaymentRefunded(
                                new Id(Kind.REFUND, 128, story.now()),
                                payment(),
                                order,
                                ANN,
                                usd(TOTAL / 2),
                                "delivery_failed",
                                shipment),
                        back(KETTLE, 2, order),
                        back(SPOON, 1, order))
                .becauseOf(story.session());
        assertThat(story.available()).as("what nobody took comes back").isEqualTo(List.of(10, 10, 10));
        story.when(new Ship(1, Story.SHIPMENT, "swiftship"))
                .thenRefused(new Refusal.WrongStatus(1, OrderStatus.FAILED));
    }

    @Test
    void the_second_and_the_third_attempt_can_succeed() {
        Story story = Story.ofAShippedOrder()
                .given(new FailDelivery(1, Story.SHIPMENT, "nobody_home"), new Ship(1, Story.SHIPMENT, "swiftship"));
        story.when(new Deliver(1, Story.SHIPMENT));
        assertThat(story.told(OrderDelivered.class).attempt()).isEqualTo(2);
        Story other = Story.ofAShippedOrder()
                .given(
                        new FailDelivery(1, Story.SHIPMENT, "nobody_home"),
                        new Ship(1, Story.SHIPMENT, "swiftship"),
                        new FailDelivery(1, Story.SHIPMENT, "nobody_home"),
                        new Ship(1, Story.SHIPMENT, "swiftship"));
        other.when(new Deliver(1, Story.SHIPMENT));
        assertThat(other.told(OrderDelivered.class).attempt()).isEqualTo(3);
    }

    @Test
    void an_unpaid_order_is_cancelled_outright() {
        Story story = Story.ofAnOrder();
        Id order = story.order();
        story.when(new CancelOrder(1, "changed_mind"))
                .then(
                        new OrderCancelled(order, ANN, "changed_mind"),
                        released(KETTLE, order, 2, 10, 0),
                        released(SPOON, order, 1, 10, 0))
                .becauseOf(story.session());
    }

    @Test
    void a_paid_order_and_one_in_preparation_are_cancelled_for_half() {
        for (boolean preparing : new boolean[] {false, true}) {
            Story story = Story.ofAPaidOrder();
            if (preparing) {
                story.given(new StartPreparing(1, Story.SHIPMENT));
            }
            Id order = story.order();
            story.when(new CancelOrder(1, "changed_mind"))
                    .then(
                            new OrderCancelled(order, ANN, "changed_mind"),
                            new PaymentRefunded(
                                    new Id(Kind.REFUND, 255, story.now()),
                                    payment(),
                                    order,
                                    ANN,
                                    usd(TOTAL / 2),
                                    "order_cancelled",
                                    null),
                            released(KETTLE, order, 2, 10, 0),
                            released(SPOON, order, 1, 10, 0))
                    .becauseOf(story.session());
            assertThat(story.available()).isEqualTo(List.of(10, 10, 10));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1, 0", "2, 0, 2, 1", "3, 0, 3, 1", "3, 10, 13, 6", "4, 10, 14, 7"})
    void half_of_a_total_is_rounded_down(int pieces, long shipping, long total, long half) {
        Story story = Story.ofAShop(0).given(new IntroduceCustomer(ANN, 0));
        story.given(order(ANN, null, shipping, new CartItem(Story.variant(3), pieces)), new AcceptPayment(1, CARD));
        story.when(new CancelOrder(1, "changed_mind"));
        assertThat(story.told(PaymentRefunded.class).amount()).isEqualTo(usd(half));
        assertThat(half * 2).isBetween(total - 1, total);
    }

    @Test
    void from_ready_on_an_order_is_not_cancelled_any_more() {
        Story story = Story.ofAReadyOrder();
        CancelOrder cancel = new CancelOrder(1, "changed_mind");
        story.when(cancel).thenRefused(new Refusal.WrongStatus(1, OrderStatus.READY));
        story.given(new Ship(1, Story.SHIPMENT, "swiftship")).when(cancel);
        story.thenRefused(new Refusal.WrongStatus(1, OrderStatus.SHIPPED));
        story.given(new FailDelivery(1, Story.SHIPMENT, "nobody_home")).when(cancel);
        story.thenRefused(new Refusal.WrongStatus(1, OrderStatus.DELIVERY_ATTEMPT_FAILED));
        story.given(new Ship(1, Story.SHIPMENT, "swiftship"), new Deliver(1, Story.SHIPMENT))
                .when(cancel);
        story.thenRefused(new Refusal.WrongStatus(1, OrderStatus.DELIVERED));
    }

    @Test
    void an_order_that_is_closed_is_too_old() {
        Story story = Story.ofADeliveredOrder();
        story.shop().close(1);
        story.when(new Deliver(1, Story.SHIPMENT)).thenRefused(new Refusal.TooOld(1));
        assertThat(story.shop().order(1)).isNull();
    }

    @Test
    void an_order_that_was_never_placed_is_unknown() {
        Story story = Story.ofAnOrder();
        for (long order : new long[] {0, -1, 2, Long.MIN_VALUE, Long.MAX_VALUE}) {
            story.when(new StartPreparing(order, Story.SHIPMENT)).thenRefused(new Refusal.UnknownOrder(order));
        }
    }

    @Test
    void an_order_outlives_its_session() {
        Story story = Story.ofAPaidOrder();
        Id session = story.session();
        story.given(new EndSession(session))
                .when(new StartPreparing(1, Story.SHIPMENT))
                .becauseOf(session);
    }

    @Test
    void orders_do_not_disturb_each_other() {
        Story story = Story.ofAnOrder();
        story.given(order(ANN, story.session(), 0, new CartItem(Story.variant(3), 10)));
        story.given(
                new AcceptPayment(2, CARD),
                new CancelOrder(1, "changed_mind"),
                new StartPreparing(2, shipment(story.order())));
        story.when(new FinishPreparing(2, shipment(story.order())))
                .then(
                        new OrderReady(story.order(), ANN, OrderStatus.READY, shipment(story.order())),
                        deducted(NEEDLE, story.order(), 10, 0, 0));
        assertThat(story.available()).isEqualTo(List.of(10, 10, 0));
    }

    private static Line line(long number, Product product, int quantity, Id order) {
        return new Line(
                new Id(Kind.ORDER_ITEM, number, order.at()),
                product.id(),
                product.variants().getFirst().id(),
                quantity,
                product.price(0),
                usd(0),
                null,
                shipment(order),
                WAREHOUSE,
                false);
    }

    private static StockReserved reserved(Product product, Id order, int pieces, int onHand, int reserved) {
        Id variant = product.variants().getFirst().id();
        return new StockReserved(product.id(), variant, WAREHOUSE, order, shipment(order), pieces, onHand, reserved);
    }

    private static StockDeducted deducted(Product product, Id order, int pieces, int onHand, int reserved) {
        Id variant = product.variants().getFirst().id();
        return new StockDeducted(product.id(), variant, WAREHOUSE, order, shipment(order), pieces, onHand, reserved);
    }

    private static StockReleased released(Product product, Id order, int pieces, int onHand, int reserved) {
        Id variant = product.variants().getFirst().id();
        return new StockReleased(product.id(), variant, WAREHOUSE, order, shipment(order), pieces, onHand, reserved);
    }

    /** The only one of an order. */
    private static Id shipment(Id order) {
        return new Id(Kind.SHIPMENT, order.number() * 50, order.at());
    }

    /** So many pieces of ten are on the shelf again. */
    private static StockEvent.StockRestocked back(Product product, int pieces, Id order) {
        return new StockEvent.StockRestocked(
                product.id(),
                product.variants().getFirst().id(),
                WAREHOUSE,
                pieces,
                10,
                0,
                StockEvent.UNDELIVERED,
                order,
                null);
    }

    /** The one that {@link Story#ofAPaidOrder} was paid with. */
    private static Id payment() {
        Story paid = Story.ofAnOrder();
        return paid.when(new AcceptPayment(1, CARD)).told(PaymentCaptured.class).payment();
    }
}
