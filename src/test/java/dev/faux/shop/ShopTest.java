package dev.faux.shop;

import static dev.faux.shop.Story.ANN;
import static dev.faux.shop.Story.BOB;
import static dev.faux.shop.Story.CATEGORY;
import static dev.faux.shop.Story.KETTLE;
import static dev.faux.shop.Story.OPENING;
import static dev.faux.shop.Story.POPULATION;
import static dev.faux.shop.Story.VENDOR;
import static dev.faux.shop.Story.WAREHOUSE;
import static dev.faux.shop.Story.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.shop.CatalogueEvent.CategoryCreated;
import dev.faux.shop.CatalogueEvent.ProductLaunched;
import dev.faux.shop.CatalogueEvent.VendorJoined;
import dev.faux.shop.CatalogueEvent.WarehouseOpened;
import dev.faux.shop.Command.AddToCart;
import dev.faux.shop.Command.AdmitVendor;
import dev.faux.shop.Command.CancelCheckout;
import dev.faux.shop.Command.CreateCategory;
import dev.faux.shop.Command.EndSession;
import dev.faux.shop.Command.EnterPaymentInfo;
import dev.faux.shop.Command.FailCheckout;
import dev.faux.shop.Command.IntroduceCustomer;
import dev.faux.shop.Command.LaunchProduct;
import dev.faux.shop.Command.OpenWarehouse;
import dev.faux.shop.Command.RegisterCustomer;
import dev.faux.shop.Command.RemoveFromCart;
import dev.faux.shop.Command.Restock;
import dev.faux.shop.Command.StartCheckout;
import dev.faux.shop.Command.StartSession;
import dev.faux.shop.Command.ViewPage;
import dev.faux.shop.Command.ViewProduct;
import dev.faux.shop.CustomerEvent.CustomerIntroduced;
import dev.faux.shop.CustomerEvent.CustomerRegistered;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.SessionEvent.CheckoutCancelled;
import dev.faux.shop.SessionEvent.CheckoutFailed;
import dev.faux.shop.SessionEvent.CheckoutStarted;
import dev.faux.shop.SessionEvent.PageViewed;
import dev.faux.shop.SessionEvent.PaymentInfoEntered;
import dev.faux.shop.SessionEvent.ProductAdded;
import dev.faux.shop.SessionEvent.ProductRemoved;
import dev.faux.shop.SessionEvent.ProductViewed;
import dev.faux.shop.SessionEvent.SessionEnded;
import dev.faux.shop.SessionEvent.SessionStarted;
import dev.faux.shop.StockEvent.StockRestocked;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The catalogue, the customers, the visits and their carts. Orders have {@link OrderTest}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShopTest {

    private static final Id REGISTERED = new Id(Kind.CUSTOMER, POPULATION + 1, OPENING + 1_000);

    private final Story shop = Story.ofAShop();
    private final Story visit = Story.ofAVisit();

    @Test
    void a_warehouse_opens() {
        Story.ofAnEmptyShop()
                .when(new OpenWarehouse("Central", "Columbus", "US"))
                .then(new WarehouseOpened(new Id(Kind.WAREHOUSE, 1, OPENING + 1_000), "Central", "Columbus", "US"))
                .becauseOf(null);
    }

    @Test
    void vendors_are_numbered_as_they_join() {
        shop.when(new AdmitVendor("Umbrella", "US"))
                .then(new VendorJoined(new Id(Kind.VENDOR, 2, OPENING + 1_000), "Umbrella", "US"))
                .becauseOf(null);
    }

    @Test
    void categories_are_numbered_as_they_are_created() {
        shop.when(new CreateCategory("Garden"))
                .then(new CategoryCreated(new Id(Kind.CATEGORY, 2, OPENING + 1_000), "Garden"))
                .becauseOf(null);
    }

    @Test
    void a_product_is_launched_with_its_own_id_and_price() {
        Product fork = Story.product(4, 399);
        shop.when(new LaunchProduct(fork)).then(new ProductLaunched(fork)).becauseOf(null);
        assertThat(shop.shop().available(4)).isZero();
    }

    @Test
    void a_product_out_of_its_turn_is_a_mistake_of_the_program() {
        assertThatThrownBy(() -> shop.when(new LaunchProduct(Story.product(6, 399))))
                .isInstanceOf(AssertionError.class)
                .hasMessage("launched product 6, expected 4");
    }

    @Test
    void a_product_has_a_price() {
        assertThatThrownBy(() -> Story.product(4, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected above 0");
    }

    @Test
    void goods_that_come_in_can_be_ordered() {
        shop.when(new Restock(1, 7))
                .then(new StockRestocked(KETTLE.id(), WAREHOUSE, 7, 17, 0))
                .becauseOf(null);
        assertThat(shop.available()).isEqualTo(List.of(17, 10, 10));
    }

    @Test
    void goods_of_an_unknown_product_are_refused() {
        shop.when(new Restock(4, 7)).thenRefused(new Refusal.UnknownProduct(4));
        shop.when(new Restock(0, 7)).thenRefused(new Refusal.UnknownProduct(0));
    }

    @Test
    void goods_need_a_warehouse() {
        Story homeless = Story.ofAnEmptyShop()
                .given(
                        new AdmitVendor("Acme", "US"),
                        new CreateCategory("Kitchen"),
                        new LaunchProduct(new Product(KETTLE.id(), "SKU", "Kettle", CATEGORY, VENDOR, usd(1))));
        assertThatThrownBy(() -> homeless.when(new Restock(1, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no warehouse is open, expected one before the first goods move");
    }

    @Test
    void a_customer_of_before_the_history_is_introduced_once() {
        shop.when(new IntroduceCustomer(BOB)).then(new CustomerIntroduced(BOB)).becauseOf(null);
        assertThat(shop.shop().knows(BOB.number())).isTrue();
        assertThat(shop.shop().customers()).isEqualTo(POPULATION);
        shop.when(new IntroduceCustomer(BOB)).thenRefused(new Refusal.AlreadyKnown(BOB.number()));
    }

    @Test
    void who_registers_follows_those_of_before_the_history() {
        shop.when(new RegisterCustomer())
                .then(new CustomerRegistered(REGISTERED))
                .becauseOf(null);
        assertThat(shop.shop().customers()).isEqualTo(POPULATION + 1);
        assertThat(shop.shop().knows(POPULATION + 1)).isTrue();
        assertThat(shop.shop().registered(POPULATION + 1)).isEqualTo(REGISTERED);
        shop.when(new IntroduceCustomer(REGISTERED)).thenRefused(new Refusal.AlreadyKnown(POPULATION + 1));
    }

    @Test
    void a_thousand_who_register_are_kept_apart() {
        for (int i = 0; i < 1_000; i++) {
            shop.given(new RegisterCustomer());
        }
        for (int i = 1; i <= 1_000; i++) {
            assertThat(shop.shop().registered(POPULATION + i))
                    .isEqualTo(new Id(Kind.CUSTOMER, POPULATION + i, OPENING + 1_000L * i));
        }
    }

    @Test
    void nobody_else_is_known() {
        assertThat(shop.shop().knows(0)).isFalse();
        assertThat(shop.shop().knows(-1)).isFalse();
        assertThat(shop.shop().knows(BOB.number())).isFalse();
        assertThat(shop.shop().knows(POPULATION + 1)).isFalse();
        assertThat(shop.shop().knows(1L << 40)).isFalse();
    }

    @Test
    void a_session_is_for_somebody_known() {
        shop.when(new StartSession(BOB, "direct", "desktop")).thenRefused(new Refusal.UnknownCustomer(2));
        shop.when(new StartSession(REGISTERED, "direct", "desktop"))
                .thenRefused(new Refusal.UnknownCustomer(POPULATION + 1));
    }

    @Test
    void a_session_starts() {
        shop.given(new IntroduceCustomer(BOB)).when(new StartSession(BOB, "direct", "desktop"));
        Id session = new Id(Kind.SESSION, 1, OPENING + 2_000);
        shop.then(new SessionStarted(session, BOB, "direct", "desktop")).becauseOf(session);
    }

    @Test
    void a_customer_may_be_in_the_shop_twice() {
        Id first = visit.session();
        visit.given(new StartSession(ANN, "email", "tablet"), new AddToCart(first, 1, 1));
        assertThat(visit.session()).isEqualTo(new Id(Kind.SESSION, 2, OPENING + 3_000));
        assertThat(visit.shop().cart(first)).containsExactly(new CartItem(1, 1));
        assertThat(visit.shop().cart(visit.session())).isEmpty();
    }

    @Test
    void each_move_is_told_and_belongs_to_its_session() {
        Id session = visit.session();
        visit.when(new ViewPage(session, "home"))
                .then(new PageViewed(session, ANN, "home"))
                .becauseOf(session);
        visit.when(new ViewProduct(session, 1))
                .then(new ProductViewed(session, ANN, KETTLE.id(), usd(1999)))
                .becauseOf(session);
        visit.when(new AddToCart(session, 1, 2))
                .then(new ProductAdded(session, ANN, KETTLE.id(), 2, usd(1999)))
                .becauseOf(session);
        visit.when(new StartCheckout(session))
                .then(new CheckoutStarted(session, ANN, 1, usd(2 * 1999)))
                .becauseOf(session);
        visit.when(new EnterPaymentInfo(session, "card"))
                .then(new PaymentInfoEntered(session, ANN, "card"))
                .becauseOf(session);
        visit.when(new FailCheckout(session, "out_of_stock"))
                .then(new CheckoutFailed(session, ANN, "out_of_stock"))
                .becauseOf(session);
        visit.when(new CancelCheckout(session))
                .then(new CheckoutCancelled(session, ANN))
                .becauseOf(session);
        visit.when(new RemoveFromCart(session, 1))
                .then(new ProductRemoved(session, ANN, KETTLE.id(), 2))
                .becauseOf(session);
        visit.when(new EndSession(session)).then(new SessionEnded(session, ANN)).becauseOf(session);
    }

    @Test
    void the_subtotal_at_the_checkout_is_that_of_the_whole_cart() {
        Id session = visit.session();
        visit.given(new AddToCart(session, 1, 2), new AddToCart(session, 2, 3), new AddToCart(session, 3, 1))
                .when(new StartCheckout(session))
                .then(new CheckoutStarted(session, ANN, 3, usd(2 * 1999 + 3 * 500 + 1)));
    }

    @Test
    void nothing_can_be_done_in_a_session_that_is_not_there() {
        Id ended = visit.session();
        visit.given(new EndSession(ended));
        Id never = new Id(Kind.SESSION, 99, OPENING);
        for (Id session : List.of(ended, never)) {
            for (Command command : List.of(
                    new ViewPage(session, "home"),
                    new ViewProduct(session, 1),
                    new AddToCart(session, 1, 1),
                    new RemoveFromCart(session, 1),
                    new StartCheckout(session),
                    new EnterPaymentInfo(session, "card"),
                    new CancelCheckout(session),
                    new FailCheckout(session, "out_of_stock"),
                    new EndSession(session))) {
                visit.when(command).thenRefused(new Refusal.UnknownSession(session.number()));
            }
        }
        assertThat(visit.shop().cart(ended)).isEmpty();
    }

    @Test
    void what_the_shop_does_not_sell_can_neither_be_viewed_nor_added_nor_removed() {
        Id session = visit.session();
        for (int product : new int[] {0, -1, 4, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            visit.when(new ViewProduct(session, product)).thenRefused(new Refusal.UnknownProduct(product));
            visit.when(new AddToCart(session, product, 1)).thenRefused(new Refusal.UnknownProduct(product));
            visit.when(new RemoveFromCart(session, product)).thenRefused(new Refusal.NotInCart(product));
        }
    }

    @Test
    void the_cart_keeps_its_order_and_adds_to_what_is_there() {
        Id session = visit.session();
        visit.given(new AddToCart(session, 2, 1), new AddToCart(session, 1, 2), new AddToCart(session, 2, 3));
        assertThat(visit.shop().cart(session)).containsExactly(new CartItem(2, 4), new CartItem(1, 2));
    }

    @Test
    void a_cart_reserves_nothing() {
        visit.given(new AddToCart(visit.session(), 1, 10));
        assertThat(visit.available()).isEqualTo(List.of(10, 10, 10));
    }

    @Test
    void a_cart_holds_no_more_of_a_product_than_there_is() {
        Id session = visit.session();
        visit.when(new AddToCart(session, 1, 11)).thenRefused(new Refusal.OutOfStock(1, 11, 10));
        visit.given(new AddToCart(session, 1, 10))
                .when(new AddToCart(session, 1, 1))
                .thenRefused(new Refusal.OutOfStock(1, 11, 10));
        assertThat(visit.shop().cart(session)).containsExactly(new CartItem(1, 10));
    }

    @Test
    void what_never_came_in_is_out_of_stock() {
        visit.given(new LaunchProduct(Story.product(4, 399)))
                .when(new AddToCart(visit.session(), 4, 1))
                .thenRefused(new Refusal.OutOfStock(4, 1, 0));
    }

    @Test
    void a_cart_holds_at_most_99_pieces_of_a_product() {
        Id session = visit.session();
        visit.given(new Restock(1, 1_000), new AddToCart(session, 1, 60));
        visit.when(new AddToCart(session, 1, 40)).thenRefused(new Refusal.CartFull(session.number()));
        visit.given(new AddToCart(session, 1, 39));
        assertThat(visit.shop().cart(session)).containsExactly(new CartItem(1, 99));
    }

    @Test
    void a_cart_holds_at_most_50_products() {
        Id session = visit.session();
        for (int product = 1; product <= 51; product++) {
            if (product > 3) {
                visit.given(new LaunchProduct(Story.product(product, 100)), new Restock(product, 5));
            }
            if (product <= 50) {
                visit.given(new AddToCart(session, product, 1));
            }
        }
        visit.when(new AddToCart(session, 51, 1)).thenRefused(new Refusal.CartFull(session.number()));
        visit.given(new AddToCart(session, 50, 1), new RemoveFromCart(session, 1), new AddToCart(session, 51, 1));
        assertThat(visit.shop().cart(session)).hasSize(50).last().isEqualTo(new CartItem(51, 1));
    }

    @Test
    void what_is_not_in_the_cart_cannot_be_removed() {
        Id session = visit.session();
        visit.when(new RemoveFromCart(session, 1)).thenRefused(new Refusal.NotInCart(1));
        visit.given(new AddToCart(session, 1, 2), new RemoveFromCart(session, 1))
                .when(new RemoveFromCart(session, 1))
                .thenRefused(new Refusal.NotInCart(1));
    }

    @Test
    void an_empty_cart_does_not_reach_the_checkout() {
        Id session = visit.session();
        visit.when(new StartCheckout(session)).thenRefused(new Refusal.EmptyCart(session.number()));
        visit.given(new AddToCart(session, 1, 2), new RemoveFromCart(session, 1))
                .when(new StartCheckout(session))
                .thenRefused(new Refusal.EmptyCart(session.number()));
    }

    @Test
    void a_quantity_in_a_cart_is_from_1_to_99() {
        for (int quantity : new int[] {Integer.MIN_VALUE, -1, 0, 100, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> new CartItem(1, quantity))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("quantity is " + quantity + ", expected 1 to 99");
        }
    }

    @Test
    void an_id_has_a_number_from_1_to_2_to_the_44th() {
        for (long number : new long[] {Long.MIN_VALUE, 0, 1L << 44, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> new Id(Kind.ORDER, number, OPENING))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(number + ", expected 1 to 17592186044415");
        }
    }
}
