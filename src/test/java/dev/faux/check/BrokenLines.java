package dev.faux.check;

import static dev.faux.check.Breakage.broken;

import java.util.stream.Stream;

/** What can be wrong with lines, whatever they tell. */
final class BrokenLines {

    private BrokenLines() {}

    static Stream<Breakage> lines() {
        return Stream.of(
                broken(
                        "well-formed",
                        "a line is cut in half",
                        told -> told.change(told.any("page.viewed"), line -> line.substring(0, line.length() / 2))),
                broken(
                        "well-formed",
                        "something follows the object",
                        told -> told.change(told.any("page.viewed"), line -> line + "x")),
                broken("well-formed", "a line is empty", told -> told.change(told.any("page.viewed"), line -> "")),
                broken(
                        "envelope",
                        "two keys change places",
                        told -> told.change(
                                told.any("page.viewed"),
                                line -> line.replaceFirst("(\"id\":\"[^\"]*\"),(\"source\":\"[^\"]*\")", "$2,$1"))),
                broken(
                        "envelope",
                        "a key is missing",
                        told -> told.change(
                                told.any("page.viewed"), line -> line.replaceFirst("\"subject\":\"[^\"]*\",", ""))),
                broken(
                        "envelope",
                        "the last key is missing",
                        told -> told.change(told.any("page.viewed"), line -> line.replaceFirst(",\"data\":.*", "}"))),
                broken(
                        "envelope",
                        "a key is unknown",
                        told -> told.change(
                                told.any("page.viewed"),
                                line -> line.replaceFirst("\"source\"", "\"colour\":1,\"source\""))),
                broken("envelope", "specversion is another", told -> told.set("page.viewed", "specversion", "\"0.3\"")),
                broken(
                        "envelope",
                        "source changes",
                        told -> told.set("page.viewed", "source", "\"/faux/abcdef012345\"")),
                broken(
                        "envelope",
                        "the type is unknown",
                        told -> told.set("page.viewed", "type", "\"dev.faux.page.turned\"")),
                broken(
                        "envelope",
                        "the type has no prefix",
                        told -> told.set("page.viewed", "type", "\"page.viewed\"")),
                broken(
                        "envelope",
                        "the subject is of another kind",
                        told -> told.change(told.any("page.viewed"), line -> line.replace("\"session/", "\"order/"))),
                broken(
                        "envelope",
                        "the subject is another one",
                        told -> told.change(
                                told.any("page.viewed"),
                                line -> line.replace("\"session_id\":\"0", "\"session_id\":\"1"))),
                broken(
                        "envelope",
                        "partitionkey is not the subject's id",
                        told -> told.set("page.viewed", "partitionkey", "\"019b76da-ae25-7000-8000-00007cbbd2b4\"")),
                broken(
                        "envelope",
                        "time has no decimals",
                        told -> told.change(told.any("page.viewed"), line -> line.replaceFirst("\\.\\d{3}Z", "Z"))),
                broken(
                        "envelope",
                        "time is on no day",
                        told -> told.change(
                                told.any("page.viewed"),
                                line -> line.replaceFirst("\"time\":\"2026-01", "\"time\":\"2026-13"))),
                broken("envelope", "sequence is short", told -> told.set("page.viewed", "sequence", "\"12\"")),
                broken(
                        "envelope",
                        "id is no UUID",
                        told -> told.set("page.viewed", "id", "\"019B76DA-AE25-7000-8000-00007CBBD2B4\"")),
                broken(
                        "envelope",
                        "correlationid is no UUID",
                        told -> told.set("page.viewed", "correlationid", "\"\"")),
                broken(
                        "envelope",
                        "datacontenttype is another",
                        told -> told.set("page.viewed", "datacontenttype", "\"text/plain\"")),
                broken(
                        "envelope",
                        "dataschema is another's",
                        told -> told.set("page.viewed", "dataschema", "\"/schemas/page.turned/v1\"")),
                broken(
                        "envelope",
                        "dataschema has no version",
                        told -> told.set("page.viewed", "dataschema", "\"/schemas/page.viewed/v\"")),
                broken(
                        "data-fields",
                        "a field is missing",
                        told -> told.change(
                                told.any("page.viewed"), line -> line.replaceFirst(",\"page\":\"[^\"]*\"", ""))),
                broken(
                        "data-fields",
                        "a field is there twice",
                        told -> told.change(
                                told.any("page.viewed"), line -> line.replaceFirst("(,\"page\":\"[^\"]*\")", "$1$1"))),
                broken(
                        "data-fields",
                        "data is no object",
                        told -> told.change(
                                told.any("page.viewed"),
                                line -> line.replaceFirst("\"data\":\\{.*\\}\\}", "\"data\":[]}"))),
                broken("data-fields", "a number is text", told -> told.set("product.added", "quantity", "\"1\"")),
                broken("data-fields", "a number is broken", told -> told.set("product.added", "quantity", "1.5")),
                broken("data-fields", "a quantity is 0", told -> told.set("product.added", "quantity", "0")),
                broken("data-fields", "an amount is a number", told -> told.set("product.viewed", "unit_price", "12")),
                broken(
                        "data-fields",
                        "a flag is text",
                        told -> told.set("customer.registered", "sms_consent", "\"no\"")),
                broken("data-fields", "a list is text", told -> told.set("customer.registered", "segment", "[]")),
                broken(
                        "data-fields",
                        "an address lacks its city",
                        told -> told.change(
                                told.any("customer.registered"),
                                line -> line.replaceFirst("(\"addresses\":.*?)\"city\":\"[^\"]*\",", "$1"))),
                broken(
                        "data-fields",
                        "an amount has one decimal",
                        told -> told.set("product.viewed", "unit_price", "\"12.5\"")),
                broken(
                        "data-fields",
                        "an order has no lines",
                        told -> told.change(
                                told.any("order.placed"),
                                line -> line.replaceFirst("\"items\":\\[.*\\]", "\"items\":[]"))),
                broken(
                        "data-fields",
                        "a line of an order lacks its product",
                        told -> told.change(
                                told.any("order.placed"), line -> line.replaceFirst("\"product_id\":\"[^\"]*\",", ""))),
                broken(
                        "data-fields",
                        "an instant has no decimals",
                        told -> told.change(
                                told.any("order.placed"),
                                line -> line.replaceFirst("(created_at\":\"[^\"]*)\\.\\d{3}Z", "$1Z"))),
                broken(
                        "position-without-gap",
                        "a line comes twice",
                        told -> told.lines.add(told.any("page.viewed"), told.lines.get(told.any("page.viewed")))),
                broken("position-without-gap", "two lines change places", told -> {
                    int index = told.any("page.viewed");
                    told.lines.add(index + 1, told.lines.remove(index));
                }),
                broken(
                        "time-never-decreases id-is-time-ordered-and-unique nothing-before-its-creation",
                        "an event is too early",
                        told -> {
                            int index = told.any("page.viewed");
                            told.set(index, "time", "\"" + Told.value(told.lines.get(index - 40), "time") + "\"");
                        }),
                broken(
                        "id-is-time-ordered-and-unique",
                        "an id has another version",
                        told -> told.change(
                                told.any("page.viewed"), line -> line.replaceFirst("(\"id\":\"[^-]*-[^-]*-)7", "$14"))),
                broken("id-is-time-ordered-and-unique", "two events share an id", told -> {
                    int index = told.any("customer.introduced");
                    told.set(index + 1, "id", "\"" + Told.value(told.lines.get(index), "id") + "\"");
                }));
    }
}
