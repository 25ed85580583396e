package dev.faux.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.Currency;
import dev.faux.shop.Fields;
import dev.faux.shop.Fields.Described;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Money;
import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import dev.faux.simulation.ScenarioFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import tools.jackson.databind.ObjectMapper;

/** Rows in every form are what they were, whatever stands in them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RowTextTest {

    private static final History HISTORY = new History(ScenarioFile.read("weekday", List.of()), 1, 0, 20);

    private static final Dataset THINGS = Dataset.of(
            "things",
            "thing",
            Table.of(
                    "things",
                    "thing_id uuid key",
                    "name text",
                    "amount numeric",
                    "at timestamptz",
                    "is_good boolean",
                    "count integer",
                    "tags text[]",
                    "nothing text"));

    private static Described thing(String name) {
        return fields -> {
            fields.id("thing_id", new Id(Kind.ORDER, 7, 1_700_000_000_123L));
            fields.text("name", name);
            fields.money("amount", new Money(-1_234, Currency.EUR));
            fields.time("at", 1_700_000_000_000L);
            fields.flag("is_good", true);
            fields.number("count", -5);
            fields.texts("tags", List.of("a", "b&c"));
            fields.none("nothing");
            fields.list("parts", List.of(RowTextTest::part));
        };
    }

    private static void part(Fields fields) {
        fields.text("colour", "red");
    }

    private static String text(Format format, @Nullable String next, Described... rows) {
        RowText text = RowText.of(format, THINGS, HISTORY, Privacy.FULL);
        text.begin();
        for (Described row : rows) {
            text.row(row);
        }
        text.end(next);
        return new String(text.take(), StandardCharsets.UTF_8);
    }

    @Test
    void csv_has_a_cell_for_each_column_and_no_place_for_what_is_listed() {
        assertThat(text(Format.CSV, null, thing("ink")))
                .isEqualTo(
                        "thing_id,name,amount,at,is_good,count,tags,nothing\r\n"
                                + "018bcfe5-687b-7000-8000-0001eeca6634,ink,-12.34,2023-11-14T22:13:20.000Z,true,-5,a;b&c,\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    plain          | plain
                    a,b            | "a,b"
                    say "hi"       | "say ""hi""\"
                    =1+1           | '=1+1
                    +49-40         | '+49-40
                    @cmd           | '@cmd
                    -cmd           | '-cmd
                    -12.50         | -12.50
                    -              | '-
                    =A1,"x"        | "'=A1,""x""\"
                    Zoë            | Zoë
                    """)
    void a_cell_is_read_as_it_was_and_never_as_a_formula(String value, String cell) {
        assertThat(text(Format.CSV, null, fields -> fields.text("name", value))).endsWith("\r\n" + cell + "\r\n");
    }

    @Test
    void a_cell_may_have_lines() {
        assertThat(text(Format.CSV, null, fields -> fields.text("name", "a\nb\r\nc")))
                .endsWith("\r\n\"a\nb\r\nc\"\r\n");
        assertThat(text(Format.CSV, null, fields -> fields.text("name", "\t=1")))
                .endsWith("\r\n'\t=1\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "<b>&amp; ]]> \"quoted\" 'so'",
                "Zoë \uD83D\uDE00 \u0085 \u2028",
                "line\nline\r\nline\ttab",
                "bell \u0007 null \u0000 escape \u001B \uFFFE \uD800 end"
            })
    void xml_is_well_formed_for_any_text(String value) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        text(Format.XML, null, thing(value), thing("ink")).getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getNodeName()).isEqualTo("things");
        assertThat(document.getElementsByTagName("thing").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("name").item(0).getTextContent())
                .isEqualTo(value.replaceAll("[\\u0000\\u0007\\u001B\\uFFFE]", "\uFFFD")
                        .replace('\uD800', '\uFFFD'));
        assertThat(document.getElementsByTagName("colour").item(1).getTextContent())
                .isEqualTo("red");
        assertThat(document.getElementsByTagName("tag").item(1).getTextContent())
                .isEqualTo("b&c");
        assertThat(document.getElementsByTagName("nothing").getLength()).isZero();
    }

    @Test
    void json_is_a_page() {
        var page = new ObjectMapper().readTree(text(Format.JSON, "further", thing("a\"b\\c\n"), thing("ink")));
        assertThat(page.get("next").asString()).isEqualTo("further");
        assertThat(page.get("data").size()).isEqualTo(2);
        assertThat(page.at("/data/0/name").asString()).isEqualTo("a\"b\\c\n");
        assertThat(page.at("/data/1/nothing").isNull()).isTrue();
        assertThat(page.at("/data/1/amount").asString()).isEqualTo("-12.34");
        assertThat(page.at("/data/1/count").asInt()).isEqualTo(-5);
        assertThat(page.at("/data/1/parts/0/colour").asString()).isEqualTo("red");
        assertThat(text(Format.JSON, null)).isEqualTo("{\"data\":[],\"next\":null}");
    }

    @Test
    void lines_of_json_are_one_row_each() {
        assertThat(text(Format.NDJSON, "further", thing("a\nb"), thing("ink")).lines())
                .hasSize(2)
                .allMatch(
                        line -> new ObjectMapper().readTree(line).get("is_good").asBoolean());
    }
}
