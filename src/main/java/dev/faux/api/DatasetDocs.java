package dev.faux.api;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.Dataset.Parts;
import dev.faux.dataset.Datasets;
import dev.faux.dataset.Format;
import dev.faux.dataset.Table;
import dev.faux.dataset.Table.Column;
import dev.faux.shop.Privacy;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/** Tells of every dataset, out of what it says of itself. */
@Configuration(proxyBeanMethods = false)
class DatasetDocs {

    /** Before the problems, which all of them have. */
    @Bean
    @Order(0)
    OpenApiCustomizer datasets(ObjectProvider<Dataset> more) {
        return api -> Stream.concat(Datasets.ALL.stream(), more.orderedStream()).forEach(dataset -> {
            api.getComponents().addSchemas(schema(dataset), row(dataset));
            add(dataset, api);
        });
    }

    private static void add(Dataset dataset, OpenAPI api) {
        String path = "/api/v1/" + dataset.name();
        item(path, api).setGet(page(dataset, path));
        if (dataset.table().key().size() == 1) {
            item(path + "/{id}", api).setGet(one(dataset, path));
        }
    }

    /** An order can be placed where all are shown. */
    private static PathItem item(String path, OpenAPI api) {
        return api.getPaths().computeIfAbsent(path, none -> new PathItem());
    }

    private static Operation page(Dataset dataset, String path) {
        Operation page = operation(dataset, path)
                .operationId(id(dataset.name()))
                .summary("All " + dataset.name().replace('-', ' '))
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200",
                                response(new ObjectSchema()
                                        .addProperty("data", new ArraySchema().items(reference(dataset)))
                                        .addProperty("next", orNull(new StringSchema()))))
                        .addApiResponse("202", accepted()));
        page.addParametersItem(parameter("limit", "The most that are wanted", new IntegerSchema()));
        page.addParametersItem(parameter("after", "`next` of the page before", new StringSchema()));
        page.addParametersItem(format());
        page.addParametersItem(privacy());
        if (dataset.beginning() != null) {
            page.addParametersItem(
                    parameter("start_date", "Since then, by " + dataset.beginning(), new StringSchema()));
            page.addParametersItem(parameter("end_date", "Before then", new StringSchema()));
        }
        if (dataset.end() != null) {
            page.addParametersItem(
                    parameter("deleted", "Also what has " + dataset.end() + ": true or false", new BooleanSchema()));
        }
        dataset.filters().forEach(name -> page.addParametersItem(parameter(name, "Only those", new StringSchema())));
        ofSeed(dataset).forEach(page::addParametersItem);
        return page;
    }

    private static Operation one(Dataset dataset, String path) {
        Operation one = operation(dataset, path)
                .operationId(id(dataset.one()))
                .summary("One " + dataset.one().replace('_', ' '))
                .responses(new ApiResponses()
                        .addApiResponse("200", response(reference(dataset)))
                        .addApiResponse("202", accepted()));
        one.addParametersItem(new PathParameter().name("id").schema(new StringSchema().format("uuid")));
        one.addParametersItem(format());
        one.addParametersItem(privacy());
        ofSeed(dataset).forEach(one::addParametersItem);
        return one;
    }

    private static Operation operation(Dataset dataset, String path) {
        return new Operation()
                .addTagsItem("Datasets")
                .description("Scope `" + Scopes.neededFor(HttpMethod.GET, PathContainer.parsePath(path)) + "`.");
    }

    private static List<Parameter> ofSeed(Dataset dataset) {
        return List.of(
                parameter(
                        "seed",
                        "Of the shop with this seed instead of the one that is open here",
                        new IntegerSchema().format("int64")),
                parameter("scenario", "Of that shop; weekday unless given", new StringSchema()),
                parameter("start", "When it opened; 2023-01-01 unless given", new StringSchema()),
                parameter("as_of", "When it is looked at; 30 days later unless given", new StringSchema()));
    }

    private static ApiResponse accepted() {
        return new ApiResponse()
                .description("The shop of this seed is still being run; ask again, as Location and Retry-After say");
    }

    private static Parameter format() {
        return parameter("format", "json, ndjson, csv or xml; else as Accept has it", new StringSchema());
    }

    private static Parameter privacy() {
        return parameter(
                "pii", "How personal data are shown: " + Privacy.names() + "; full unless given", new StringSchema());
    }

    private static Parameter parameter(String name, String description, Schema<?> schema) {
        return new QueryParameter().name(name).description(description).schema(schema);
    }

    private static ApiResponse response(Schema<?> schema) {
        Content content = new Content();
        content.addMediaType("application/json", new MediaType().schema(schema));
        Stream.of(Format.NDJSON, Format.CSV, Format.XML)
                .forEach(
                        format -> content.addMediaType(format.mediaType(), new MediaType().schema(new StringSchema())));
        return new ApiResponse().description("OK").content(content);
    }

    private static Schema<?> reference(Dataset dataset) {
        return new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + schema(dataset));
    }

    private static String schema(Dataset dataset) {
        return capitalised(id(dataset.one()));
    }

    private static Schema<?> row(Dataset dataset) {
        Schema<?> row = row(dataset.table());
        Parts parts = dataset.parts();
        if (parts != null) {
            row.addProperty(parts.field(), new ArraySchema().items(row(parts.table())));
        }
        return row;
    }

    private static Schema<?> row(Table table) {
        ObjectSchema row = new ObjectSchema();
        table.columns().stream()
                .filter(column -> !column.isInner())
                .forEach(
                        column -> row.addProperty(column.name(), column.isKey() ? type(column) : orNull(type(column))));
        return row;
    }

    /** As JSON Schema has it, and OpenAPI from 3.1 on. */
    private static Schema<?> orNull(Schema<?> schema) {
        return schema.types(new LinkedHashSet<>(List.of(schema.getType(), "null")));
    }

    private static Schema<?> type(Column column) {
        return switch (column.type()) {
            case "uuid" -> new StringSchema().format("uuid");
            case "timestamptz" -> new StringSchema().format("date-time");
            case "date" -> new StringSchema().format("date");
            case "integer" -> new IntegerSchema();
            case "bigint" -> new IntegerSchema().format("int64");
            case "boolean" -> new BooleanSchema();
            case "text[]" -> new ArraySchema().items(new StringSchema());
            default -> new StringSchema();
        };
    }

    /** In camel case. */
    private static String id(String name) {
        List<String> words = new ArrayList<>(List.of(name.split("[-_/]", -1)));
        for (int i = 1; i < words.size(); i++) {
            words.set(i, capitalised(words.get(i)));
        }
        return String.join("", words);
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
