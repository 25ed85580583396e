package dev.faux.shop;

import static dev.faux.shop.Story.ANN;
import static dev.faux.shop.Story.KETTLE;
import static dev.faux.shop.Story.SPOON;
import static dev.faux.shop.Story.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.shop.AftersalesEvent.ReturnReceived;
import dev.faux.shop.AftersalesEvent.ReturnRequested;
import dev.faux.shop.AftersalesEvent.ReviewPosted;
import dev.faux.shop.AftersalesEvent.TicketClosed;
import dev.faux.shop.AftersalesEvent.TicketOpened;
import dev.faux.shop.Command.CloseTicket;
import dev.faux.shop.Command.OpenTicket;
import dev.faux.shop.Command.PostReview;
import dev.faux.shop.Command.ReceiveReturn;
import dev.faux.shop.Command.RequestReturn;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.PaymentEvent.PaymentRefunded;
import dev.faux.shop.StockEvent.StockRestocked;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What can be asked for once an order has come. It is of two kettles, line 0, and a spoon, line 1, for 53.59 in all. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AftersalesTest {

    private static final long DAY = 86_400_000;

    private final Story story = Story.ofADeliveredOrder();

    @Test
    void a_line_is_sent_back_for_half_of_its_share() {
        story.when(new RequestReturn(1, List.of(1), "damaged"));
        Id returned = story.told(ReturnRequested.class).returned();
        assertThat(returned.number()).isEqualTo(64);
        assertThat(story.told(ReturnRequested.class).items()).hasSize(1);
        story.becauseOf(story.session()).when(new ReceiveReturn(1, returned)).becauseOf(story.session());
        assertThat(story.accepted().events().getFirst()).isInstanceOf(ReturnReceived.class);
        // 53.59 · 5.00 / 44.98 is 5.957…, of which half is 2.97.
        assertThat(story.told(PaymentRefunded.class).amount()).isEqualTo(usd(297));
        assertThat(story.told(PaymentRefunded.class).because()).isEqualTo(returned);
        StockRestocked back = story.told(StockRestocked.class);
        assertThat(back.product()).isEqualTo(SPOON.id());
        assertThat(back.reason()).isEqualTo(StockEvent.SENT_BACK);
        assertThat(story.available()).isEqualTo(List.of(8, 10, 10));
        story.when(new ReceiveReturn(1, returned)).thenRefused(new Refusal.UnknownReturn(1, returned));
    }

    @Test
    void nothing_is_sent_back_twice_or_that_was_not_ordered() {
        story.given(new RequestReturn(1, List.of(0), "damaged"));
        story.when(new RequestReturn(1, List.of(1, 0), "damaged")).thenRefused(new Refusal.NotReturnable(1, 0));
        story.when(new RequestReturn(1, List.of(1, 1), "damaged")).thenRefused(new Refusal.NotReturnable(1, 1));
        story.when(new RequestReturn(1, List.of(2), "damaged")).thenRefused(new Refusal.NotReturnable(1, 2));
        story.when(new RequestReturn(1, List.of(-1), "damaged")).thenRefused(new Refusal.NotReturnable(1, -1));
        assertThatThrownBy(() -> new RequestReturn(1, List.of(), "damaged"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void all_refunds_together_are_at_most_half() {
        story.when(new RequestReturn(1, List.of(0), "damaged"));
        Id first = story.told(ReturnRequested.class).returned();
        story.when(new RequestReturn(1, List.of(1), "damaged"));
        Id second = story.told(ReturnRequested.class).returned();
        assertThat(second.number()).isEqualTo(first.number() + 1);
        long sum = story.when(new ReceiveReturn(1, second))
                        .told(PaymentRefunded.class)
                        .amount()
                        .minor()
                + story.when(new ReceiveReturn(1, first))
                        .told(PaymentRefunded.class)
                        .amount()
                        .minor();
        assertThat(sum).isBetween(5359L / 2 - 2, 5359L / 2);
    }

    @Test
    void before_it_has_come_and_long_after_nothing_can_be_asked_for() {
        for (Story early : List.of(Story.ofAnOrder(), Story.ofAShippedOrder(), Story.ofAFailedOrder())) {
            early.when(new RequestReturn(1, List.of(0), "damaged")).thenRefused(new Refusal.NotReturnable(1, 0));
            early.when(new PostReview(1, 0, 5, "Good")).thenRefused(new Refusal.NotReviewable(1, 0));
        }
        story.later(14 * DAY - 1_001).given(new PostReview(1, 0, 5, "Good"));
        story.when(new RequestReturn(1, List.of(0), "damaged")).thenRefused(new Refusal.NotReturnable(1, 0));
        story.when(new PostReview(1, 1, 5, "Good")).thenRefused(new Refusal.NotReviewable(1, 1));
    }

    @Test
    void each_line_is_reviewed_once() {
        story.when(new PostReview(1, 0, 4, "Good"));
        Id item = new Id(Kind.ORDER_ITEM, 50, Story.SHIPMENT.at());
        story.then(new ReviewPosted(
                        new Id(Kind.REVIEW, 64, story.now()), story.order(), ANN, item, KETTLE.id(), 4, "Good"))
                .becauseOf(story.session());
        story.when(new PostReview(1, 0, 1, "Bad")).thenRefused(new Refusal.NotReviewable(1, 0));
        story.given(new PostReview(1, 1, 1, "Bad"));
        for (int rating : new int[] {0, 6}) {
            assertThatThrownBy(() -> new PostReview(1, 1, rating, "?"))
                    .hasMessage("a rating of " + rating + ", expected 1 to 5");
        }
    }

    @Test
    void a_ticket_is_closed_once() {
        story.when(new OpenTicket(1, "invoice"));
        Id ticket = story.told(TicketOpened.class).ticket();
        story.when(new CloseTicket(1, ticket, "answered"))
                .then(new TicketClosed(ticket, story.order(), ANN, "answered"));
        story.when(new CloseTicket(1, ticket, "answered")).thenRefused(new Refusal.UnknownTicket(1, ticket));
        for (int i = 1; i < 64; i++) {
            story.given(new OpenTicket(1, "invoice"));
        }
        story.when(new OpenTicket(1, "invoice")).thenRefused(new Refusal.TooManyTickets(1));
        Story.ofAnOrder().when(new OpenTicket(1, "invoice")).thenRefused(new Refusal.NotPaid(1));
    }
}
