package dev.faux.api;

import dev.faux.shop.EventType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What events look like: all of them in one AsyncAPI document, the {@code data} of each at the address that its {@code dataschema}
 * gives.
 */
@RestController
@Tag(name = "Events")
class SchemasApi {

    private static final String SCHEMA = "application/schema+json";

    private static final String YAML = "application/yaml";

    private final byte[] asyncApi = read("/asyncapi.yaml");
    private final Map<String, byte[]> schemas = new TreeMap<>();

    SchemasApi() {
        for (EventType type : EventType.values()) {
            schemas.put(type.wireName(), read("/schemas/" + type.wireName() + ".v1.json"));
        }
    }

    private static byte[] read(String resource) {
        try (InputStream in = SchemasApi.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    @Operation(
            operationId = "schema",
            summary = "What the data of an event looks like",
            description = "A JSON Schema, at the address that `dataschema` gives. Open to everybody.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = SCHEMA, schema = @Schema(type = "object")))
    @SecurityRequirements
    @GetMapping(path = "/schemas/{name}/v1", produces = SCHEMA)
    byte[] schema(Query query, @Parameter(example = "order.placed") @PathVariable String name) {
        byte[] schema = schemas.get(name);
        if (schema == null) {
            throw Problem.of(HttpStatus.NOT_FOUND, "event type", name, "one of " + String.join(", ", schemas.keySet()));
        }
        return schema;
    }

    @Operation(
            operationId = "asyncapi",
            summary = "All events and where they come from",
            description = "As AsyncAPI 3.1. Open to everybody.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = YAML, schema = @Schema(type = "string")))
    @SecurityRequirements
    @GetMapping(path = "/asyncapi.yaml", produces = YAML)
    byte[] asyncApi(Query query) {
        return asyncApi;
    }
}
