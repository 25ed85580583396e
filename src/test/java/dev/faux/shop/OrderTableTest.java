package dev.faux.shop;

import static dev.faux.shop.Story.decline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.Command.AcceptPayment;
import dev.faux.shop.Command.CancelOrder;
import dev.faux.shop.Command.CloseTicket;
import dev.faux.shop.Command.Deliver;
import dev.faux.shop.Command.FailDelivery;
import dev.faux.shop.Command.FinishPreparing;
import dev.faux.shop.Command.OpenTicket;
import dev.faux.shop.Command.OrderCommand;
import dev.faux.shop.Command.PostReview;
import dev.faux.shop.Command.ReceiveReturn;
import dev.faux.shop.Command.RequestReturn;
import dev.faux.shop.Command.Requeue;
import dev.faux.shop.Command.Ship;
import dev.faux.shop.Command.ShipmentCommand;
import dev.faux.shop.Command.StartPreparing;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state of an order meets every command about it: one table, nothing else can happen and nothing throws. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderTableTest {

    /** In the order of the table's columns. */
    private static final List<OrderCommand> COMMANDS = List.of(
            new AcceptPayment(1, Story.CARD),
            decline(),
            new StartPreparing(1, Story.SHIPMENT),
            new Requeue(1, Story.SHIPMENT),
            new FinishPreparing(1, Story.SHIPMENT),
            new Ship(1, Story.SHIPMENT, "swiftship"),
            new Deliver(1, Story.SHIPMENT),
            new FailDelivery(1, Story.SHIPMENT, "nobody_home"),
            new CancelOrder(1, "changed_mind"));

    /** What stands in the table, in full; the order has two lines. */
    private enum Outcome {
        PAID("payment.authorised payment.captured order.confirmed"),
        DECLINED("payment.declined"),
        GIVEN_UP("payment.declined order.cancelled stock.released stock.released"),
        PREPARING("order.preparing"),
        REQUEUED("order.requeued"),
        READY("order.ready stock.deducted stock.deducted"),
        SHIPPED("order.shipped"),
        DELIVERED("order.delivered customer.updated"),
        MISSED("order.delivery_attempt_failed"),
        FAILED("order.failed payment.refunded stock.restocked stock.restocked"),
        FREE("order.cancelled stock.released stock.released"),
        HALF("order.cancelled payment.refunded stock.released stock.released"),
        ALREADY_PAID("AlreadyPaid[order=1]"),
        NOT_PAID("NotPaid[order=1]"),
        WRONG("WrongStatus[order=1, status=%s]"),
        TOO_OLD("TooOld[order=1]"),
        UNKNOWN("UnknownOrder[order=1]");

        private final String inFull;

        Outcome(String inFull) {
            this.inFull = inFull;
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // Each story is a new one.
    private enum State {
        NEVER_PLACED(Story::ofAVisit),
        UNPAID(Story::ofAnOrder),
        DECLINED_ONCE(() -> Story.ofAnOrder().given(decline())),
        DECLINED_TWICE(() -> Story.ofAnOrder().given(decline(), decline())),
        PAID(Story::ofAPaidOrder),
        REQUEUED(() ->
                Story.ofAPaidOrder().given(new StartPreparing(1, Story.SHIPMENT), new Requeue(1, Story.SHIPMENT))),
        PREPARING(() -> Story.ofAPaidOrder().given(new StartPreparing(1, Story.SHIPMENT))),
        READY(Story::ofAReadyOrder),
        SHIPPED(Story::ofAShippedOrder),
        MISSED_ONCE(() -> Story.ofAShippedOrder().given(missed())),
        SHIPPED_AGAIN(() -> Story.ofAShippedOrder().given(missed(), ship())),
        MISSED_TWICE(() -> Story.ofAShippedOrder().given(missed(), ship(), missed())),
        SHIPPED_LAST(() -> Story.ofAShippedOrder().given(missed(), ship(), missed(), ship())),
        DELIVERED(Story::ofADeliveredOrder),
        FAILED(Story::ofAFailedOrder),
        GIVEN_UP(Story::ofAnOrderDeclinedThreeTimes),
        CANCELLED_FREE(() -> Story.ofAnOrder().given(new CancelOrder(1, "changed_mind"))),
        CANCELLED_HALF(() -> Story.ofAPaidOrder().given(new CancelOrder(1, "changed_mind")));

        private final Supplier<Story> story;

        State(Supplier<Story> story) {
            this.story = story;
        }

        private static Command missed() {
            return new FailDelivery(1, Story.SHIPMENT, "nobody_home");
        }

        private static Command ship() {
            return new Ship(1, Story.SHIPMENT, "swiftship");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # state        | shown                   | accept       | decline      | prepare   | requeue  | finish  | ship    | deliver   | miss    | cancel
            NEVER_PLACED   | -                       | UNKNOWN      | UNKNOWN      | UNKNOWN   | UNKNOWN  | UNKNOWN | UNKNOWN | UNKNOWN   | UNKNOWN | UNKNOWN
            UNPAID         | WAITING                 | PAID         | DECLINED     | NOT_PAID  | NOT_PAID | NOT_PAID | NOT_PAID | NOT_PAID | NOT_PAID | FREE
            DECLINED_ONCE  | WAITING                 | PAID         | DECLINED     | NOT_PAID  | NOT_PAID | NOT_PAID | NOT_PAID | NOT_PAID | NOT_PAID | FREE
            DECLINED_TWICE | WAITING                 | PAID         | GIVEN_UP     | NOT_PAID  | NOT_PAID | NOT_PAID | NOT_PAID | NOT_PAID | NOT_PAID | FREE
            PAID           | WAITING                 | ALREADY_PAID | ALREADY_PAID | PREPARING | WRONG    | WRONG   | WRONG   | WRONG     | WRONG   | HALF
            REQUEUED       | WAITING                 | ALREADY_PAID | ALREADY_PAID | PREPARING | WRONG    | WRONG   | WRONG   | WRONG     | WRONG   | HALF
            PREPARING      | PREPARATION             | ALREADY_PAID | ALREADY_PAID | WRONG     | REQUEUED | READY   | WRONG   | WRONG     | WRONG   | HALF
            READY          | READY                   | ALREADY_PAID | ALREADY_PAID | WRONG     | WRONG    | WRONG   | SHIPPED | WRONG     | WRONG   | WRONG
            SHIPPED        | SHIPPED                 | ALREADY_PAID | ALREADY_PAID | WRONG     | WRONG    | WRONG   | WRONG   | DELIVERED | MISSED  | WRONG
            MISSED_ONCE    | DELIVERY_ATTEMPT_FAILED | ALREADY_PAID | ALREADY_PAID | WRONG     | WRONG    | WRONG   | SHIPPED | WRONG     | WRONG   | WRONG
            SHIPPED_AGAIN  | SHIPPED                 | ALREADY_PAID | ALREADY_PAID | WRONG     | WRONG    | WRONG   | WRONG   | DELIVERED | MISSED  | WRONG
            MISSED_TWICE   | DELIVERY_ATTEMPT_FAILED | ALREADY_PAID | ALREADY_PAID | WRONG     | WRONG    | WRONG   | SHIPPED | WRONG     | WRONG   | WRONG
            SHIPPED_LAST   | SHIPPED                 | ALREADY_PAID | ALREADY_PAID | WRONG     | WRONG    | WRONG   | WRONG   | DELIVERED | FAILED  | WRONG
            DELIVERED      | DELIVERED               | ALREADY_PAID | ALREADY_PAID | WRONG     | WRONG    | WRONG   | WRONG   | WRONG     | WRONG   | WRONG
            FAILED         | FAILED                  | ALREADY_PAID | ALREADY_PAID | WRONG     | WRONG    | WRONG   | WRONG   | WRONG     | WRONG   | WRONG
            GIVEN_UP       | -                       | TOO_OLD      | TOO_OLD      | TOO_OLD   | TOO_OLD  | TOO_OLD | TOO_OLD | TOO_OLD   | TOO_OLD | TOO_OLD
            CANCELLED_FREE | -                       | TOO_OLD      | TOO_OLD      | TOO_OLD   | TOO_OLD  | TOO_OLD | TOO_OLD | TOO_OLD   | TOO_OLD | TOO_OLD
            CANCELLED_HALF | -                       | TOO_OLD      | TOO_OLD      | TOO_OLD   | TOO_OLD  | TOO_OLD | TOO_OLD | TOO_OLD   | TOO_OLD | TOO_OLD
            """)
    void each_command_has_its_outcome(ArgumentsAccessor row) {
        State state = State.valueOf(cell(row, 0));
        for (int i = 0; i < COMMANDS.size(); i++) {
            Story story = state.story.get();
            List<Integer> before = story.available();
            Outcome expected = Outcome.valueOf(cell(row, i + 2));
            story.when(COMMANDS.get(i));
            assertThat(outcome(story))
                    .as(state + ", " + COMMANDS.get(i))
                    .isEqualTo(expected.inFull.formatted(cell(row, 1)));
            if (story.decision() instanceof Rejected) {
                assertThat(story.available()).isEqualTo(before);
            } else {
                story.becauseOf(story.session());
            }
        }
    }

    @Test
    void no_command_is_missing_from_the_table() {
        Set<Class<?>> afterwards =
                Set.of(RequestReturn.class, ReceiveReturn.class, PostReview.class, OpenTicket.class, CloseTicket.class);
        assertThat(COMMANDS.stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(Stream.of(OrderCommand.class, ShipmentCommand.class)
                        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                        .filter(command -> !command.isInterface() && !afterwards.contains(command))
                        .collect(Collectors.toSet()));
    }

    private static String cell(ArgumentsAccessor row, int column) {
        return Objects.requireNonNull(row.getString(column));
    }

    private static String outcome(Story story) {
        return switch (story.decision()) {
            case Accepted accepted ->
                accepted.events().stream().map(event -> event.type().wireName()).collect(Collectors.joining(" "));
            case Rejected(Refusal reason) -> reason.toString();
        };
    }
}
