package dev.faux.api;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.Datasets;
import dev.faux.dataset.Format;
import dev.faux.dataset.RowText;
import dev.faux.dataset.ToldRows;
import dev.faux.log.EventLog;
import dev.faux.shop.CartItem;
import dev.faux.shop.Command.PlaceOrder;
import dev.faux.shop.Fields.Described;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.Privacy;
import dev.faux.shop.Uuids;
import dev.faux.shop.Variant;
import dev.faux.simulation.History;
import dev.faux.simulation.Instruction;
import dev.faux.simulation.Scenario;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The way to more orders. */
@RestController
@RequestMapping(path = "/api/v1/orders", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Orders")
class OrdersApi {

    private static final Dataset ORDERS = Datasets.named("orders");

    private static final List<String> REASONS =
            List.of("changed_mind", "ordered_by_mistake", "found_cheaper", "takes_too_long");

    /** More than there are, and few enough that their variants can be counted. */
    private static final long MOST = Integer.MAX_VALUE / Variant.MOST;

    private final Desk desk;
    private final PersonNames names;
    private final History history;
    private final ToldRows told;
    private final Uuids uuids;
    private final Scenario scenario;

    OrdersApi(Desk desk, PersonNames names, EventLog log) {
        this.desk = desk;
        this.names = names;
        this.history = log.history();
        this.told = new ToldRows(history);
        this.uuids = log.history().uuids();
        this.scenario = log.history().scenario();
    }

    @Operation(
            operationId = "placeOrder",
            summary = "Place an order",
            description =
                    "As the one who signed in; he is a customer from his first order on. What is ordered is paid within a "
                            + "moment. Told when it is durable and decided. Scope `orders:own`.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = NewOrder.class))))
    @Parameter(
            name = Desk.KEY,
            in = ParameterIn.HEADER,
            required = true,
            description =
                    "The client's own name for this order: asked again, it is answered the same and not placed again",
            schema = @Schema(type = "string", maxLength = 255))
    @ApiResponse(responseCode = "201", description = "The order")
    @ApiResponse(responseCode = "409", description = "The shop refuses it: out of stock, out of season, …")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Flux<DataBuffer>>> place(
            @RequestBody JsonNode sent, Query query, JwtAuthenticationToken client, ServerHttpRequest request) {
        String name = request.getHeaders().getFirst(Desk.KEY);
        if (name == null) {
            throw Problem.badValue(Desk.KEY, "", "a name of your own for this order, such as a UUID");
        }
        String person = names.of(client.getToken());
        Instruction.Order order = order(person, sent);
        return desk.ask(order, Desk.key(person, name, History.hash(sent.toString())))
                .map(accepted -> placed((OrderPlaced) accepted.events().getFirst()));
    }

    private ResponseEntity<Flux<DataBuffer>> placed(OrderPlaced order) {
        return ResponseEntity.created(URI.create("/api/v1/orders/" + uuids.of(order.order())))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Formats.body(RowText.alone(Format.JSON, ORDERS, history, Privacy.FULL), told(order)));
    }

    /** One after the other: what tells rows is for one thread at a time. */
    private Described told(OrderPlaced order) {
        synchronized (told) {
            return told.row(ORDERS, order);
        }
    }

    private Instruction.Order order(String person, JsonNode sent) {
        List<String> methods = scenario.orders().delivery().methods().names();
        try (Body body = Body.of(sent)) {
            String shipping = body.text("shipping_method");
            if (shipping != null && !methods.contains(shipping)) {
                throw Problem.badValue("shipping_method", shipping, "one of " + String.join(", ", methods));
            }
            List<CartItem> items = new ArrayList<>();
            for (Body item : body.objects("items", 1, PlaceOrder.MAX_ITEMS)) {
                try (item) {
                    CartItem wanted = new CartItem(variant(item), item.whole("quantity", 1, CartItem.MAX_QUANTITY));
                    if (items.stream().anyMatch(each -> each.variant() == wanted.variant())) {
                        throw Problem.of(
                                HttpStatus.BAD_REQUEST,
                                "a variant stands twice, expected once with the quantities added");
                    }
                    items.add(wanted);
                }
            }
            return new Instruction.Order(person, items, shipping);
        }
    }

    /** The one that is named, or the first of the product that is. */
    private int variant(Body item) {
        String variant = item.text("variant_id");
        String product = item.text("product_id");
        if ((variant == null) == (product == null)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "an item has neither or both, expected variant_id or product_id");
        }
        return variant == null
                ? Variant.number((int) number(Kind.PRODUCT, "product_id", String.valueOf(product)), 0)
                : (int) number(Kind.VARIANT, "variant_id", variant);
    }

    private long number(Kind kind, String field, String text) {
        Id id = uuids.parse(kind, Query.uuid(field, text));
        if (id == null || id.number() > MOST) {
            throw Problem.badValue(field, text, "the id of a " + kind.noun() + " of this history");
        }
        return id.number();
    }

    @Operation(
            operationId = "cancelOrder",
            summary = "Cancel an order of one's own",
            description = "Until it is ready; what is paid is refunded by half. Scope `orders:own`.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Cancellation.class))))
    @Parameter(
            name = Desk.KEY,
            in = ParameterIn.HEADER,
            description = "The client's own name for this: asked again, it is answered the same",
            schema = @Schema(type = "string", maxLength = 255))
    @ApiResponse(responseCode = "204", description = "It is cancelled")
    @ApiResponse(responseCode = "409", description = "It has gone too far for that")
    @ApiResponse(responseCode = "410", description = "It has ended")
    @PostMapping("/{id}/cancel")
    Mono<ResponseEntity<Void>> cancel(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable JsonNode sent,
            Query query,
            JwtAuthenticationToken client,
            ServerHttpRequest request) {
        Id order = uuids.parse(Kind.ORDER, Query.uuid("id", id));
        if (order == null) {
            throw Problem.notFound("order", id);
        }
        String person = names.of(client.getToken());
        Instruction.Cancel cancel = new Instruction.Cancel(person, order.number(), reason(sent));
        String name = request.getHeaders().getFirst(Desk.KEY);
        return desk.ask(cancel, Desk.key(person, name, History.hash(cancel.toString())))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static String reason(@Nullable JsonNode sent) {
        if (sent == null) {
            return REASONS.getFirst();
        }
        try (Body body = Body.of(sent)) {
            String reason = body.text("reason");
            if (reason != null && !REASONS.contains(reason)) {
                throw Problem.badValue("reason", reason, "one of " + String.join(", ", REASONS));
            }
            return reason == null ? REASONS.getFirst() : reason;
        }
    }

    /** What is sent to place an order. */
    record NewOrder(
            List<Item> items,

            @Schema(example = "standard", description = "Absent: the first of the scenario")
            String shippingMethod) {

        record Item(
                @Schema(format = "uuid", description = "Or else a variant_id")
                String productId,

                @Schema(format = "uuid", description = "As events tell it")
                String variantId,

                @Schema(minimum = "1", maximum = "99") int quantity) {}
    }

    /** What may be sent to cancel one. */
    record Cancellation(
            @Schema(allowableValues = {"changed_mind", "ordered_by_mistake", "found_cheaper", "takes_too_long"})
            String reason) {}
}
