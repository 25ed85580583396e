package dev.faux.shop;

import static dev.faux.shop.Story.ANN;
import static dev.faux.shop.Story.BOB;
import static dev.faux.shop.Story.CARD;
import static dev.faux.shop.Story.KETTLE;
import static dev.faux.shop.Story.OPENING;
import static dev.faux.shop.Story.POPULATION;
import static dev.faux.shop.Story.WAREHOUSE;
import static dev.faux.shop.Story.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.shop.CatalogueEvent.CategoryCreated;
import dev.faux.shop.CatalogueEvent.ProductLaunched;
import dev.faux.shop.CatalogueEvent.VendorJoined;
import dev.faux.shop.CatalogueEvent.WarehouseOpened;
import dev.faux.shop.Command.AcceptPayment;
import dev.faux.shop.Command.AddToCart;
import dev.faux.shop.Command.AddToWishlist;
import dev.faux.shop.Command.AdmitVendor;
import dev.faux.shop.Command.CancelCheckout;
import dev.faux.shop.Command.CreateCategory;
import dev.faux.shop.Command.DeclinePayment;
import dev.faux.shop.Command.EndSession;
import dev.faux.shop.Command.EnterPaymentInfo;
import dev.faux.shop.Command.FailCheckout;
import dev.faux.shop.Command.IntroduceCustomer;
import dev.faux.shop.Command.LaunchProduct;
import dev.faux.shop.Command.OpenWarehouse;
import dev.faux.shop.Command.PlaceOrder;
import dev.faux.shop.Command.RegisterCustomer;
import dev.faux.shop.Command.RemoveFromCart;
import dev.faux.shop.Command.Restock;
import dev.faux.shop.Command.SearchProducts;
import dev.faux.shop.Command.StartCheckout;
import dev.faux.shop.Command.UpdateCustomer;
import dev.faux.shop.Command.ViewCategory;
import dev.faux.shop.Command.ViewPage;
import dev.faux.shop.Command.ViewProduct;
import dev.faux.shop.CustomerEvent.CustomerIntroduced;
import dev.faux.shop.CustomerEvent.CustomerRegistered;
import dev.faux.shop.CustomerEvent.CustomerUpdated;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.SessionEvent.CheckoutCancelled;
import dev.faux.shop.SessionEvent.CheckoutFailed;
import dev.faux.shop.SessionEvent.CheckoutStarted;
import dev.faux.shop.SessionEvent.PageViewed;
import dev.faux.shop.SessionEvent.PaymentInfoEntered;
import dev.faux.shop.SessionEvent.Pieces;
import dev.faux.shop.SessionEvent.ProductAdded;
import dev.faux.shop.SessionEvent.ProductAddedToWishlist;
import dev.faux.shop.SessionEvent.ProductRemoved;
import dev.faux.shop.SessionEvent.ProductViewed;
import dev.faux.shop.SessionEvent.ProductsSearched;
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
                .when(new OpenWarehouse("Central", "Columbus", "US", List.of("US")))
                .then(new WarehouseOpened(
                        new Id(Kind.WAREHOUSE, 1, OPENING + 1_000), "Central", "Columbus", "US", List.of("US")))
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
        shop.when(new CreateCategory("Garden", null))
                .then(new CategoryCreated(new Id(Kind.CATEGORY, 2, OPENING + 1_000), "Garden", null))
                .becauseOf(null);
    }

    @Test
    void a_product_is_launched_with_its_own_id_and_price() {
        Product fork = Story.product(4, 399);
        shop.when(new LaunchProduct(fork)).then(new ProductLaunched(fork)).becauseOf(null);
        assertThat(shop.shop().available(Story.variant(4))).isZero();
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
        shop.when(new Restock(Story.variant(1), 0, 7))
                .then(new StockRestocked(
                        KETTLE.id(),
                        Story.variantId(1),
                        WAREHOUSE,
                        7,
                        17,
                        0,
                        StockEvent.SUPPLIED,
                        null,
                        KETTLE.vendor()))
                .becauseOf(null);
        assertThat(shop.available()).isEqualTo(List.of(17, 10, 10));
    }

    @Test
    void goods_of_an_unknown_product_are_refused() {
        shop.when(new Restock(Story.variant(4), 0, 7)).thenRefused(new Refusal.UnknownVariant(Story.variant(4)));
        shop.when(new Restock(Story.variant(0), 0, 7)).thenRefused(new Refusal.UnknownVariant(0));
    }

    @Test
    void goods_need_a_warehouse() {
        Story homeless = Story.ofAnEmptyShop()
                .given(new AdmitVendor("Acme", "US"), new CreateCategory("Kitchen", null), new LaunchProduct(KETTLE));
        homeless.when(new Restock(Story.variant(1), 0, 1)).thenRefused(new Refusal.UnknownWarehouse(0));
    }

    @Test
    void a_customer_of_before_the_history_is_introduced_once() {
        shop.when(new IntroduceCustomer(BOB, 12))
                .then(new CustomerIntroduced(BOB, 0, 12))
                .becauseOf(null);
        assertThat(shop.shop().knows(BOB.number())).isTrue();
        assertThat(shop.shop().registered(0)).isZero();
        shop.when(new IntroduceCustomer(BOB, 12)).thenRefused(new Refusal.AlreadyKnown(BOB.number()));
    }

    @Test
    void who_registers_follows_those_of_before_the_history() {
        shop.when(new RegisterCustomer(0))
                .then(new CustomerRegistered(REGISTERED, 0, 0))
                .becauseOf(null);
        assertThat(shop.shop().registered(0)).isEqualTo(1);
        assertThat(shop.shop().knows(POPULATION + 1)).isTrue();
        assertThat(shop.shop().registered(0, 0)).isEqualTo(REGISTERED);
        shop.when(new IntroduceCustomer(REGISTERED, 0)).thenRefused(new Refusal.AlreadyKnown(POPULATION + 1));
    }

    @Test
    void a_thousand_who_register_are_kept_apart() {
        for (int i = 0; i < 1_000; i++) {
            shop.given(new RegisterCustomer(i % 3));
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(shop.shop().registered(i % 3, i / 3))
                    .isEqualTo(new Id(Kind.CUSTOMER, POPULATION + 1 + i, OPENING + 1_000L * (i + 1)));
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
        shop.when(Story.enter(BOB, "direct", "desktop")).thenRefused(new Refusal.UnknownCustomer(2));
        shop.when(Story.enter(REGISTERED, "direct", "desktop"))
                .thenRefused(new Refusal.UnknownCustomer(POPULATION + 1));
    }

    @Test
    void a_session_starts() {
        shop.given(new IntroduceCustomer(BOB, 12)).when(Story.enter(BOB, "direct", "desktop"));
        Id session = new Id(Kind.SESSION, 1, OPENING + 2_000);
        shop.then(new SessionStarted(session, BOB, "US", "direct", "desktop", List.of(), List.of()))
                .becauseOf(session);
    }

    @Test
    void each_market_has_prices_currency_and_tax_of_its_own() {
        Id customer = shop.given(new RegisterCustomer(1)).shop().registered(1, 0);
        shop.given(Story.enter(customer, "direct", "desktop"));
        Id session = shop.session();
        Money price = new Money(2 * 1999, Currency.GBP);
        shop.when(new AddToCart(session, Story.variant(1), 1))
                .then(new ProductAdded(
                        session,
                        customer,
                        KETTLE.id(),
                        Story.variantId((int) KETTLE.id().number()),
                        1,
                        price));
        shop.when(new StartCheckout(session)).then(new CheckoutStarted(session, customer, 1, price));
        Money shipping = new Money(100, Currency.GBP);
        shop.when(new PlaceOrder(
                Origin.SHOPPER,
                customer,
                session,
                Story.home(customer),
                "standard",
                shipping,
                Story.PROMISED,
                List.of(new CartItem(Story.variant(1), 1))));
        OrderEvent.OrderPlaced placed = shop.told(OrderEvent.OrderPlaced.class);
        assertThat(placed.market()).isEqualTo("GB");
        assertThat(placed.subtotal()).isEqualTo(price);
        // 20 % of 40.98 is 8.196.
        assertThat(placed.tax()).isEqualTo(new Money(820, Currency.GBP));
        assertThat(placed.total()).isEqualTo(new Money(3998 + 100 + 820, Currency.GBP));
    }

    @Test
    void what_is_somebody_elses_is_refused() {
        Id session = visit.session();
        visit.given(new IntroduceCustomer(BOB, 0), new AddToCart(session, Story.variant(1), 1));
        visit.when(new EnterPaymentInfo(session, Story.card(BOB)))
                .thenRefused(new Refusal.NotHis(ANN.number(), Story.card(BOB).id()));
        visit.when(new PlaceOrder(
                        Origin.SHOPPER,
                        ANN,
                        session,
                        Story.home(BOB),
                        "standard",
                        usd(0),
                        Story.PROMISED,
                        List.of(new CartItem(Story.variant(1), 1))))
                .thenRefused(new Refusal.NotHis(ANN.number(), Story.home(BOB)));
        visit.given(Story.order(ANN, session, 0, new CartItem(Story.variant(1), 1)));
        visit.when(new AcceptPayment(1, Story.card(BOB)))
                .thenRefused(new Refusal.NotHis(ANN.number(), Story.card(BOB).id()));
        visit.when(new DeclinePayment(1, Story.card(BOB), "expired_card"))
                .thenRefused(new Refusal.NotHis(ANN.number(), Story.card(BOB).id()));
    }

    @Test
    void what_a_customer_tells_anew_is_counted_and_his_points_stay() {
        shop.when(new UpdateCustomer(BOB)).thenRefused(new Refusal.UnknownCustomer(BOB.number()));
        shop.given(new IntroduceCustomer(BOB, 12));
        for (int revision = 1; revision <= Belonging.MAX_REVISION; revision++) {
            shop.when(new UpdateCustomer(BOB)).then(new CustomerUpdated(BOB, revision, 12));
            assertThat(shop.shop().revision(BOB)).isEqualTo(revision);
        }
        shop.when(new UpdateCustomer(BOB)).thenRefused(new Refusal.UpdatedTooOften(BOB.number()));
    }

    @Test
    void accounts_of_many_are_kept_apart() {
        Accounts accounts = new Accounts(Accounts.State.NOTHING);
        for (int i = 1; i <= 10_000; i++) {
            accounts.put(i * 1_000_003L, i % 256, i);
        }
        for (int i = 1; i <= 10_000; i++) {
            assertThat(accounts.revision(i * 1_000_003L)).isEqualTo(i % 256);
            assertThat(accounts.points(i * 1_000_003L)).isEqualTo(i);
            assertThat(accounts.points(i * 1_000_003L + 1)).isZero();
        }
    }

    @Test
    void a_customer_may_be_in_the_shop_twice() {
        Id first = visit.session();
        visit.given(Story.enter(ANN, "email", "tablet"), new AddToCart(first, Story.variant(1), 1));
        assertThat(visit.session()).isEqualTo(new Id(Kind.SESSION, 2, OPENING + 3_000));
        assertThat(visit.shop().cart(first)).containsExactly(new CartItem(Story.variant(1), 1));
        assertThat(visit.shop().cart(visit.session())).isEmpty();
    }

    @Test
    void each_move_is_told_and_belongs_to_its_session() {
        Id session = visit.session();
        visit.when(new ViewPage(session, "home"))
                .then(new PageViewed(session, ANN, "home", null))
                .becauseOf(session);
        visit.when(new ViewCategory(session, 1))
                .then(new PageViewed(session, ANN, "category", Story.CATEGORY))
                .becauseOf(session);
        visit.when(new SearchProducts(session, "kettel", 0))
                .then(new ProductsSearched(session, ANN, "kettel", 0))
                .becauseOf(session);
        visit.when(new AddToWishlist(session, 1))
                .then(new ProductAddedToWishlist(session, ANN, KETTLE.id(), usd(1999)))
                .becauseOf(session);
        visit.when(new ViewProduct(session, 1))
                .then(new ProductViewed(session, ANN, KETTLE.id(), usd(1999)))
                .becauseOf(session);
        visit.when(new AddToCart(session, Story.variant(1), 2))
                .then(new ProductAdded(
                        session,
                        ANN,
                        KETTLE.id(),
                        Story.variantId((int) KETTLE.id().number()),
                        2,
                        usd(1999)))
                .becauseOf(session);
        visit.when(new StartCheckout(session))
                .then(new CheckoutStarted(session, ANN, 1, usd(2 * 1999)))
                .becauseOf(session);
        visit.when(new EnterPaymentInfo(session, CARD))
                .then(new PaymentInfoEntered(session, ANN, CARD))
                .becauseOf(session);
        visit.when(new FailCheckout(session, "out_of_stock"))
                .then(new CheckoutFailed(session, ANN, "out_of_stock"))
                .becauseOf(session);
        visit.when(new CancelCheckout(session))
                .then(new CheckoutCancelled(session, ANN))
                .becauseOf(session);
        visit.when(new RemoveFromCart(session, Story.variant(1)))
                .then(new ProductRemoved(
                        session,
                        ANN,
                        KETTLE.id(),
                        Story.variantId((int) KETTLE.id().number()),
                        2))
                .becauseOf(session);
        visit.when(new EndSession(session))
                .then(new SessionEnded(session, ANN, List.of()))
                .becauseOf(session);
    }

    @Test
    void the_subtotal_at_the_checkout_is_that_of_the_whole_cart() {
        Id session = visit.session();
        visit.given(
                        new AddToCart(session, Story.variant(1), 2),
                        new AddToCart(session, Story.variant(2), 3),
                        new AddToCart(session, Story.variant(3), 1))
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
                    new ViewCategory(session, 1),
                    new SearchProducts(session, "kettle", 1),
                    new AddToWishlist(session, 1),
                    new ViewProduct(session, 1),
                    new AddToCart(session, Story.variant(1), 1),
                    new RemoveFromCart(session, Story.variant(1)),
                    new StartCheckout(session),
                    new EnterPaymentInfo(session, CARD),
                    new CancelCheckout(session),
                    new FailCheckout(session, "out_of_stock"),
                    new EndSession(session))) {
                visit.when(command).thenRefused(new Refusal.UnknownSession(session.number()));
            }
        }
        assertThat(visit.shop().cart(ended)).isEmpty();
    }

    @Test
    void what_the_shop_does_not_sell_can_neither_be_viewed_nor_wished_for_nor_added_nor_removed() {
        Id session = visit.session();
        for (int product : new int[] {0, -1, 4, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            visit.when(new ViewProduct(session, product)).thenRefused(new Refusal.UnknownProduct(product));
            visit.when(new AddToCart(session, Story.variant(product), 1))
                    .thenRefused(new Refusal.UnknownVariant(Story.variant(product)));
            visit.when(new AddToWishlist(session, product)).thenRefused(new Refusal.UnknownProduct(product));
            visit.when(new RemoveFromCart(session, Story.variant(product)))
                    .thenRefused(new Refusal.NotInCart(Story.variant(product)));
        }
    }

    @Test
    void a_category_that_was_not_created_has_no_page() {
        Id session = visit.session();
        for (int category : new int[] {0, -1, 2, Integer.MAX_VALUE}) {
            visit.when(new ViewCategory(session, category)).thenRefused(new Refusal.UnknownCategory(category));
        }
    }

    @Test
    void who_leaves_with_a_cart_finds_it_again() {
        Id session = visit.session();
        visit.given(
                new AddToCart(session, Story.variant(2), 1),
                new AddToCart(session, Story.variant(1), 2),
                new EndSession(session));
        visit.given(new IntroduceCustomer(BOB, 0), Story.enter(BOB, "direct", "desktop"));
        assertThat(visit.told(SessionStarted.class).cart()).isEmpty();
        visit.when(Story.enter(ANN, "email", "tablet"));
        assertThat(visit.told(SessionStarted.class).cart())
                .containsExactly(
                        new Pieces(Story.SPOON.id(), Story.variantId(2), 1),
                        new Pieces(KETTLE.id(), Story.variantId(1), 2));
        assertThat(visit.shop().cart(visit.session()))
                .containsExactly(new CartItem(Story.variant(2), 1), new CartItem(Story.variant(1), 2));
    }

    @Test
    void only_the_first_session_that_starts_takes_the_cart() {
        Id session = visit.session();
        visit.given(
                new AddToCart(session, Story.variant(1), 1),
                new EndSession(session),
                Story.enter(ANN, "email", "tablet"));
        assertThat(visit.shop().cart(visit.session())).hasSize(1);
        visit.given(Story.enter(ANN, "email", "tablet"));
        assertThat(visit.shop().cart(visit.session())).isEmpty();
    }

    @Test
    void of_two_carts_that_are_left_the_later_is_kept_and_an_empty_one_is_none() {
        Id first = visit.session();
        Id second = visit.given(Story.enter(ANN, "email", "tablet")).session();
        Id third = visit.given(Story.enter(ANN, "email", "tablet")).session();
        visit.given(new AddToCart(first, Story.variant(1), 1), new AddToCart(second, Story.variant(2), 1));
        visit.given(new EndSession(first), new EndSession(second), new EndSession(third));
        visit.given(Story.enter(ANN, "email", "tablet"));
        assertThat(visit.shop().cart(visit.session())).containsExactly(new CartItem(Story.variant(2), 1));
    }

    @Test
    void what_was_ordered_is_not_in_the_cart_any_more() {
        Id session = visit.session();
        visit.given(
                new AddToCart(session, Story.variant(1), 1),
                Story.order(ANN, session, 0, new CartItem(Story.variant(1), 1)));
        assertThat(visit.shop().cart(session)).isEmpty();
        visit.given(new EndSession(session), Story.enter(ANN, "email", "tablet"));
        assertThat(visit.shop().cart(visit.session())).isEmpty();
    }

    @Test
    void a_cart_is_kept_for_so_long_and_no_longer() {
        for (long more : new long[] {0, 1}) {
            Story story = Story.ofAVisit();
            Id session = story.session();
            story.given(new AddToCart(session, Story.variant(1), 1), new EndSession(session));
            // The next command comes a second later.
            story.after(Story.CARTS_KEPT.minusSeconds(1).plusMillis(more)).given(Story.enter(ANN, "email", "tablet"));
            assertThat(story.shop().cart(story.session())).hasSize(more == 0 ? 1 : 0);
        }
    }

    @Test
    void the_carts_of_many_are_kept_apart_and_leave_when_they_are_over() {
        KeptCarts carts = new KeptCarts(100_000, List.of());
        for (int i = 1; i <= 100_000; i++) {
            carts.keep(i * 1_000_003L, List.of(new CartItem(i, i % 99 + 1)), i);
        }
        for (int i = 1; i <= 100_000; i += 2) {
            carts.remove(i * 1_000_003L);
        }
        assertThat(carts.size()).isEqualTo(50_000);
        for (int i = 1; i <= 100_000; i++) {
            assertThat(carts.of(i * 1_000_003L, 100_000))
                    .isEqualTo(i % 2 == 1 ? List.of() : List.of(new CartItem(i, i % 99 + 1)));
        }
        for (int i = 1; i <= 100_000; i++) {
            carts.keep(7, List.of(new CartItem(Story.variant(1), 1)), 300_000);
        }
        assertThat(carts.size()).isEqualTo(1);
    }

    @Test
    void the_cart_keeps_its_order_and_adds_to_what_is_there() {
        Id session = visit.session();
        visit.given(
                new AddToCart(session, Story.variant(2), 1),
                new AddToCart(session, Story.variant(1), 2),
                new AddToCart(session, Story.variant(2), 3));
        assertThat(visit.shop().cart(session))
                .containsExactly(new CartItem(Story.variant(2), 4), new CartItem(Story.variant(1), 2));
    }

    @Test
    void a_cart_reserves_nothing() {
        visit.given(new AddToCart(visit.session(), Story.variant(1), 10));
        assertThat(visit.available()).isEqualTo(List.of(10, 10, 10));
    }

    @Test
    void a_cart_holds_no_more_of_a_product_than_there_is() {
        Id session = visit.session();
        visit.when(new AddToCart(session, Story.variant(1), 11))
                .thenRefused(new Refusal.OutOfStock(Story.variant(1), 11, 10));
        visit.given(new AddToCart(session, Story.variant(1), 10))
                .when(new AddToCart(session, Story.variant(1), 1))
                .thenRefused(new Refusal.OutOfStock(Story.variant(1), 11, 10));
        assertThat(visit.shop().cart(session)).containsExactly(new CartItem(Story.variant(1), 10));
    }

    @Test
    void what_never_came_in_is_out_of_stock() {
        visit.given(new LaunchProduct(Story.product(4, 399)))
                .when(new AddToCart(visit.session(), Story.variant(4), 1))
                .thenRefused(new Refusal.OutOfStock(Story.variant(4), 1, 0));
    }

    @Test
    void a_cart_holds_at_most_99_pieces_of_a_product() {
        Id session = visit.session();
        visit.given(new Restock(Story.variant(1), 0, 1_000), new AddToCart(session, Story.variant(1), 60));
        visit.when(new AddToCart(session, Story.variant(1), 40)).thenRefused(new Refusal.CartFull(session.number()));
        visit.given(new AddToCart(session, Story.variant(1), 39));
        assertThat(visit.shop().cart(session)).containsExactly(new CartItem(Story.variant(1), 99));
    }

    @Test
    void a_cart_holds_at_most_50_products() {
        Id session = visit.session();
        for (int product = 1; product <= 51; product++) {
            if (product > 3) {
                visit.given(new LaunchProduct(Story.product(product, 100)), new Restock(Story.variant(product), 0, 5));
            }
            if (product <= 50) {
                visit.given(new AddToCart(session, Story.variant(product), 1));
            }
        }
        visit.when(new AddToCart(session, Story.variant(51), 1)).thenRefused(new Refusal.CartFull(session.number()));
        visit.given(
                new AddToCart(session, Story.variant(50), 1),
                new RemoveFromCart(session, Story.variant(1)),
                new AddToCart(session, Story.variant(51), 1));
        assertThat(visit.shop().cart(session)).hasSize(50).last().isEqualTo(new CartItem(Story.variant(51), 1));
    }

    @Test
    void what_is_not_in_the_cart_cannot_be_removed() {
        Id session = visit.session();
        visit.when(new RemoveFromCart(session, Story.variant(1))).thenRefused(new Refusal.NotInCart(Story.variant(1)));
        visit.given(new AddToCart(session, Story.variant(1), 2), new RemoveFromCart(session, Story.variant(1)))
                .when(new RemoveFromCart(session, Story.variant(1)))
                .thenRefused(new Refusal.NotInCart(Story.variant(1)));
    }

    @Test
    void an_empty_cart_does_not_reach_the_checkout() {
        Id session = visit.session();
        visit.when(new StartCheckout(session)).thenRefused(new Refusal.EmptyCart(session.number()));
        visit.given(new AddToCart(session, Story.variant(1), 2), new RemoveFromCart(session, Story.variant(1)))
                .when(new StartCheckout(session))
                .thenRefused(new Refusal.EmptyCart(session.number()));
    }

    @Test
    void a_quantity_in_a_cart_is_from_1_to_99() {
        for (int quantity : new int[] {Integer.MIN_VALUE, -1, 0, 100, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> new CartItem(Story.variant(1), quantity))
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
