package dev.faux.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** An event as it is shown, for the documentation only: what is sent is the stored line. */
@Schema(description = "An event as CloudEvents 1.0 in structured JSON")
record CloudEvent(
        @Schema(example = "1.0") String specversion,
        @Schema(format = "uuid") String id,

        @Schema(description = "The history that it is part of", example = "/faux/fb7a2ac8a746")
        String source,

        @Schema(example = "dev.faux.order.confirmed") String type,

        @Schema(example = "order/019b76dd-3220-7000-8000-000077e9c36c")
        String subject,

        @Schema(format = "date-time", example = "2026-01-01T00:03:21.004Z")
        String time,

        @Schema(description = "Its position in the history", example = "00000000000000005321")
        String sequence,

        String partitionkey,

        @Schema(description = "The session that began it; absent where there was none")
        String correlationid,

        @Schema(example = "application/json") String datacontenttype,
        @Schema(example = "/schemas/order.confirmed/v1") String dataschema,
        Map<String, Object> data) {

    record EventPage(
            List<CloudEvent> data,
            @Schema(types = {"string", "null"}) String next) {}
}
