package dev.faux.shop;

import static dev.faux.shop.Story.ANN;
import static dev.faux.shop.Story.KETTLE;
import static dev.faux.shop.Story.SPOON;
import static dev.faux.shop.Story.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.shop.AftersalesEvent.ReturnRequested;
import dev.faux.shop.CatalogueEvent.PriceChanged;
import dev.faux.shop.CatalogueEvent.ProductEdited;
import dev.faux.shop.CatalogueEvent.ProductRetired;
import dev.faux.shop.CatalogueEvent.PromotionEnded;
import dev.faux.shop.CatalogueEvent.PromotionStarted;
import dev.faux.shop.Command.AcceptPayment;
import dev.faux.shop.Command.AddToCart;
import dev.faux.shop.Command.AddToWishlist;
import dev.faux.shop.Command.ChangePrice;
import dev.faux.shop.Command.Deliver;
import dev.faux.shop.Command.EditProduct;
import dev.faux.shop.Command.EndPromotion;
import dev.faux.shop.Command.FinishPreparing;
import dev.faux.shop.Command.ReceiveReturn;
import dev.faux.shop.Command.RequestReturn;
import dev.faux.shop.Command.Restock;
import dev.faux.shop.Command.RetireProduct;
import dev.faux.shop.Command.Ship;
import dev.faux.shop.Command.StartCheckout;
import dev.faux.shop.Command.StartPreparing;
import dev.faux.shop.Command.StartPromotion;
import dev.faux.shop.Command.ViewProduct;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.PaymentEvent.PaymentCaptured;
import dev.faux.shop.PaymentEvent.PaymentRefunded;
import dev.faux.shop.SessionEvent.CheckoutStarted;
import dev.faux.shop.SessionEvent.ProductViewed;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the shop and its vendors do with what is on offer. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MerchandiseTest {

    private static final long LATER = Story.OPENING + 86_400_000;

    private final Story visit = Story.ofAVisit();

    @Test
    void a_new_price_is_in_force_at_once_and_for_what_is_in_carts_already() {
        visit.given(new AddToCart(visit.session(), Story.variant(1), 2));
        visit.when(new ChangePrice(1, Story.prices(777))).then(new PriceChanged(KETTLE.id(), Story.prices(777)));

        visit.when(new ViewProduct(visit.session(), 1));
        assertThat(visit.told(ProductViewed.class).price()).isEqualTo(usd(777));
        visit.when(new StartCheckout(visit.session()));
        assertThat(visit.told(CheckoutStarted.class).subtotal()).isEqualTo(usd(2 * 777));
        visit.when(Story.order(ANN, visit.session(), 0, new CartItem(Story.variant(1), 2)));
        assertThat(visit.told(OrderPlaced.class).subtotal()).isEqualTo(usd(2 * 777));
    }

    @Test
    void an_order_keeps_the_price_that_was_in_force_when_it_was_placed() {
        OrderPlaced order = visit.when(Story.order(ANN, null, 0, new CartItem(Story.variant(1), 1)))
                .told(OrderPlaced.class);
        visit.given(new ChangePrice(1, Story.prices(1))).when(new AcceptPayment(1, Story.CARD));
        assertThat(visit.told(PaymentCaptured.class).amount()).isEqualTo(order.total());
    }

    @Test
    void an_edited_product_is_told_as_a_whole() {
        visit.when(new EditProduct(2, "Acme Bent Spoon")).then(new ProductEdited(SPOON.withName("Acme Bent Spoon")));
        assertThat(visit.shop().product(2).name()).isEqualTo("Acme Bent Spoon");
        assertThat(visit.shop().product(2).prices()).isEqualTo(SPOON.prices());
    }

    @Test
    void what_is_retired_is_sold_no_more_but_its_goods_can_still_come_in() {
        visit.given(new AddToCart(visit.session(), Story.variant(1), 1));
        visit.when(new RetireProduct(1)).then(new ProductRetired(KETTLE.id()));

        Refusal retired = new Refusal.Retired(1);
        visit.when(new ViewProduct(visit.session(), 1)).thenRefused(retired);
        visit.when(new AddToWishlist(visit.session(), 1)).thenRefused(retired);
        visit.when(new AddToCart(visit.session(), Story.variant(1), 1)).thenRefused(retired);
        visit.when(Story.order(ANN, visit.session(), 0, new CartItem(Story.variant(1), 1)))
                .thenRefused(retired);
        visit.when(new ChangePrice(1, Story.prices(1))).thenRefused(retired);
        visit.when(new EditProduct(1, "Acme Thing")).thenRefused(retired);
        visit.when(new RetireProduct(1)).thenRefused(retired);
        visit.when(new Restock(Story.variant(1), 0, 1)).thenNamed("stock.restocked");
        assertThat(visit.shop().isRetired(1)).isTrue();
        assertThat(visit.shop().isRetired(2)).isFalse();
        assertThat(visit.shop().products()).isEqualTo(3);
    }

    @Test
    void nothing_is_done_to_what_there_never_was() {
        Refusal unknown = new Refusal.UnknownProduct(4);
        visit.when(new ChangePrice(4, Story.prices(1))).thenRefused(unknown);
        visit.when(new EditProduct(4, "Acme Thing")).thenRefused(unknown);
        visit.when(new RetireProduct(4)).thenRefused(unknown);
        visit.when(new StartPromotion("Sale", 10, 2, LATER)).thenRefused(new Refusal.UnknownCategory(2));
        visit.when(new EndPromotion(1)).thenRefused(new Refusal.UnknownPromotion(1));
    }

    @Test
    void a_promotion_takes_something_off_each_line_half_up_until_it_ends() {
        visit.when(new StartPromotion("Sale", 15, 0, LATER));
        Promotion promotion = visit.told(PromotionStarted.class).promotion();
        assertThat(promotion).isEqualTo(new Promotion(new Id(Kind.PROMOTION, 1, visit.now()), "Sale", 15, null, LATER));

        visit.when(Story.order(ANN, null, 499, new CartItem(Story.variant(1), 2), new CartItem(Story.variant(2), 1)));
        OrderPlaced order = visit.told(OrderPlaced.class);
        // 2 × 19.99 are 39.98, of which 15 % are 5.997; of 5.00 they are 0.75.
        assertThat(order.lines()).extracting(Line::discount).containsExactly(usd(600), usd(75));
        assertThat(order.lines()).extracting(Line::promotion).containsOnly(promotion.id());
        assertThat(order.subtotal()).isEqualTo(usd(4_498));
        assertThat(order.discount()).isEqualTo(usd(675));
        Money taxable = usd(4_498 - 675 + 499);
        assertThat(order.total()).isEqualTo(taxable.plus(taxable.share(visit.tax())));

        visit.when(new EndPromotion(1)).then(new PromotionEnded(promotion.id()));
        visit.when(new EndPromotion(1)).thenRefused(new Refusal.UnknownPromotion(1));
        visit.when(Story.order(ANN, null, 499, new CartItem(Story.variant(1), 1)));
        assertThat(visit.told(OrderPlaced.class).discount()).isEqualTo(usd(0));
        assertThat(visit.told(OrderPlaced.class).lines().getFirst().promotion()).isNull();
    }

    @Test
    void of_several_the_best_counts_and_of_two_alike_the_earlier() {
        visit.given(
                new StartPromotion("Small", 10, 0, LATER),
                new StartPromotion("Large", 20, 1, LATER),
                new StartPromotion("Late", 20, 0, LATER));
        visit.when(Story.order(ANN, null, 0, new CartItem(Story.variant(2), 1)));
        Line line = visit.told(OrderPlaced.class).lines().getFirst();
        assertThat(line.discount()).isEqualTo(usd(100));
        assertThat(line.promotion()).extracting(Id::number).isEqualTo(2L);
    }

    @Test
    void what_rounds_to_nothing_is_no_discount() {
        visit.given(new StartPromotion("Tiny", 1, 0, LATER), new ChangePrice(2, Story.prices(49)));
        visit.when(Story.order(ANN, null, 0, new CartItem(Story.variant(2), 1)));
        Line line = visit.told(OrderPlaced.class).lines().getFirst();
        assertThat(line.discount()).isEqualTo(usd(0));
        assertThat(line.promotion()).isNull();
    }

    @Test
    void half_of_what_a_returned_line_cost_after_its_discount_goes_back() {
        visit.given(new StartPromotion("Half", 50, 0, LATER));
        OrderPlaced order = visit.when(
                        Story.order(ANN, null, 0, new CartItem(Story.variant(1), 1), new CartItem(Story.variant(2), 2)))
                .told(OrderPlaced.class);
        Id shipment = order.lines().getFirst().shipment();
        visit.given(
                new EndPromotion(1),
                new AcceptPayment(1, Story.CARD),
                new StartPreparing(1, shipment),
                new FinishPreparing(1, shipment),
                new Ship(1, shipment, "swiftship"),
                new Deliver(1, shipment));
        visit.when(new RequestReturn(1, List.of(1), "damaged"));
        visit.when(new ReceiveReturn(1, visit.told(ReturnRequested.class).returned()));
        // Half of 19.99 is, half up, 10.00: 9.99 are left; of twice 5.00 it is 5.00.
        assertThat(order.total()).isEqualTo(usd(1_499).plus(usd(1_499).share(visit.tax())));
        assertThat(visit.told(PaymentRefunded.class).amount())
                .isEqualTo(usd(order.total().minor() * 500 / 1_499 / 2));
    }

    @Test
    void nothing_is_given_away() {
        assertThatThrownBy(() -> new StartPromotion("All", 91, 0, LATER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("promotion All takes off 91 percent, expected 1 to 90");
        assertThatThrownBy(() -> visit.when(new ChangePrice(1, Story.prices(0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected above 0");
    }
}
