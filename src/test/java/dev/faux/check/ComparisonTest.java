package dev.faux.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.faux.check.Differences.Difference;
import dev.faux.check.Differences.Malformation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Something is done to the lines of a real history on their way; the judge has to tell exactly that, and nothing else. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ComparisonTest {

    private static final Told WHOLE = Told.by(
            Told.scenario("weekday", "catalogue.products=20", "intensity.per_minute=20"), 3, Duration.ofHours(6));
    private static final List<String> TOLD = WHOLE.lines;
    private static final Difference NONE = new Difference(0, List.of());

    private final List<String> got = new ArrayList<>(TOLD);

    @Test
    void what_came_as_it_was_sent_has_no_difference() {
        Differences differences = compare();

        assertThat(differences)
                .isEqualTo(new Differences(
                        true,
                        TOLD.size(),
                        TOLD.size(),
                        TOLD.size(),
                        1,
                        TOLD.size(),
                        NONE,
                        NONE,
                        NONE,
                        NONE,
                        NONE,
                        new Malformation(0, List.of())));
        assertThat(TOLD.size()).isGreaterThan(5_000);
    }

    @Test
    void what_did_not_come_is_lost() {
        got.subList(100, 115).clear();
        got.removeLast();

        Differences differences = compare();

        assertThat(differences.lost())
                .isEqualTo(new Difference(
                        16, LongStream.rangeClosed(101, 110).boxed().toList()));
        assertThat(differences.passed()).isFalse();
        assertOthersAreNone(differences, "lost");
    }

    @Test
    void what_comes_again_is_duplicated_and_not_reordered() {
        got.add(got.get(41));
        got.add(300, got.get(41));
        got.add(7, got.get(6));

        assertOnly(compare(), "duplicated", 3, 7L, 42L);
    }

    @Test
    void what_comes_after_a_later_one_of_its_key_is_reordered() {
        int later = nextOfKey(2_000);
        Collections.swap(got, 2_000, later);

        assertOnly(compare(), "reordered", 1, 2_001L);
    }

    @Test
    void each_that_is_overtaken_counts() {
        int later = nextOfKey(nextOfKey(2_000));
        got.add(2_000, got.remove(later));

        assertOnly(compare(), "reordered", 2, 2_001L, nextOfKey(2_000) + 1L);
    }

    @Test
    void the_order_between_keys_is_free() {
        got.sort((one, other) -> Got.key(one).compareTo(Got.key(other)));

        assertThat(got).isNotEqualTo(TOLD);
        assertThat(compare().passed()).isTrue();
    }

    @Test
    void the_order_between_the_topics_of_a_product_is_free() {
        got.sort(Comparator.comparing(line -> !Got.strand(line).endsWith("stock")));

        assertThat(Got.strand(got.getFirst())).endsWith("stock");
        assertThat(compare().passed()).isTrue();
        int last = got.size() - 1;
        while (!Got.strand(got.get(last)).endsWith("stock")) {
            last--;
        }
        int first = last - 1;
        while (!Got.strand(got.get(first)).equals(Got.strand(got.get(last)))) {
            first--;
        }
        long overtaken = Got.position(got.get(first));
        Collections.swap(got, first, last);
        assertOnly(compare(), "reordered", 1, overtaken);
    }

    static Stream<Arguments> what_says_something_else_is_altered() {
        return Stream.of(
                arguments("\"currency\":\"[A-Z]+\"", "\"currency\":\"XXX\""),
                arguments("\"quantity\":(\\d+)", "\"quantity\":1$1"),
                arguments("\"quantity\":(\\d+)", "\"quantity\":\"$1\""),
                arguments("\"quantity\":(\\d+)", "\"quantity\":$1.0"),
                arguments("\"quantity\":\\d+", "\"quantity\":null"),
                arguments("\"quantity\":\\d+", "\"quantity\":{}"),
                arguments("\"quantity\":\\d+", "\"quantity\":[]"),
                arguments("\"quantity\"", "\"quantitY\""),
                arguments("\"data\":\\{", "\"data\":{\"more\":true,"),
                arguments("\"data\":\\{\"[a-z_]+\":\"[^\"]*\",", "\"data\":{"),
                arguments("\"items\":(\\[.*?\\])", "\"items\":[$1]"),
                arguments("\"specversion\":\"1.0\"", "\"specversion\":\"1.1\""),
                arguments("\"specversion\":\"1.0\",", ""),
                arguments("\"id\":\"0", "\"id\":\"1"),
                arguments("\"id\":\"[^\"]*\"", "\"id\":\"\""),
                arguments("\"type\":\"dev.faux.order.placed\"", "\"type\":\"dev.faux.order.laced\""),
                arguments("\"subject\":\"order/", "\"subject\":\"orders/"),
                arguments("\"time\":\"2026", "\"time\":\"2027"),
                arguments("\"time\":\"2026", "\"time\":\"year 2026"),
                arguments("\"sequence\":\"0+", "\"sequence\":\""),
                arguments("\"partitionkey\":\"[^\"]*\"", "\"partitionkey\":\"other\""),
                arguments("\"partitionkey\":\"[^\"]*\",", ""),
                arguments("\"correlationid\":\"[^\"]*\",", ""),
                arguments("\"datacontenttype\":\"application/json\"", "\"datacontenttype\":\"text/plain\""),
                arguments("/v1\"", "/v2\""));
    }

    @ParameterizedTest
    @MethodSource
    void what_says_something_else_is_altered(String pattern, String replacement) {
        int index = WHOLE.any("order.placed");
        String altered = got.get(index).replaceFirst(pattern, replacement);
        assertThat(altered).isNotEqualTo(got.get(index));
        got.set(index, altered);

        assertOnly(compare(), "altered", 1, index + 1L);
    }

    @Test
    void the_order_of_an_array_counts() {
        int index = WHOLE.any("order.placed", line -> line.contains("},{"));
        got.set(index, got.get(index).replaceFirst("\"items\":\\[(\\{.*?\\}),(\\{.*?\\})", "\"items\":[$2,$1"));

        assertThat(got.get(index)).isNotEqualTo(TOLD.get(index));
        assertOnly(compare(), "altered", 1, index + 1L);
    }

    @Test
    void an_event_is_altered_where_one_of_its_copies_is() {
        UnaryOperator<String> spoil = line -> line.replace("\"data\":{", "\"data\":{\"more\":1,");
        got.set(20, spoil.apply(got.get(20)));
        got.add(TOLD.get(20));
        got.add(spoil.apply(TOLD.get(30)));
        got.add(TOLD.get(30));

        Differences differences = compare();

        assertThat(differences.altered()).isEqualTo(new Difference(2, List.of(21L, 31L)));
        assertThat(differences.duplicated()).isEqualTo(new Difference(3, List.of(21L, 31L)));
        assertOthersAreNone(differences, "altered", "duplicated");
    }

    @Test
    void how_it_is_written_does_not_count() {
        Random random = new Random(7);
        got.replaceAll(line -> Got.rewritten(line, random));

        assertThat(got).doesNotContainAnyElementsOf(TOLD);
        assertThat(compare().passed()).isTrue();
    }

    @Test
    void what_is_of_another_history_is_foreign() {
        String other = TOLD.get(50).replaceFirst("/faux/[0-9a-f]+", "/faux/0123456789ab");
        got.set(50, other);
        got.add(other);
        got.add("{\"specversion\":\"1.0\",\"source\":\"/elsewhere\",\"id\":\"1\",\"type\":\"thing.done\"}");

        Differences differences = compare();

        assertThat(differences.foreign()).isEqualTo(new Difference(3, List.of(51L)));
        assertThat(differences.lost()).isEqualTo(new Difference(1, List.of(51L)));
        assertOthersAreNone(differences, "foreign", "lost");
    }

    @Test
    void what_was_not_asked_for_is_foreign() {
        List<String> orders = WHOLE.only(line -> Told.type(line).startsWith("order.")).lines;
        List<String> some = new ArrayList<>(orders);
        some.add(TOLD.get(8));
        some.add(2, TOLD.get(3));

        assertThat(Got.compare(orders, orders).passed()).isTrue();
        assertThat(Got.compare(TOLD, orders).lost().count()).isEqualTo(TOLD.size() - orders.size());
        assertOnly(Got.compare(orders, some), "foreign", 2, 4L, 9L);
    }

    @Test
    void what_comes_after_the_end_is_foreign() {
        assertOnly(Got.compare(TOLD.subList(10, 20), TOLD.subList(9, 22)), "foreign", 3, 10L, 21L, 22L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "{}",
                "[]",
                "null",
                "{\"a\":1}",
                "garbage\tgarbage",
                "garbage\t{\"a\":1}",
                "data:",
                "data: garbage",
                "dat",
                "00000000-0000-7000-8000-000000000000\tnull",
                "NO_HEADERS\t00000000-0000-7000-8000-000000000000\t{\"order_id\":\"1\"}",
                "ce_source:/faux/1,ce_sequence:1\tkey\tnull",
                "ce_source:/faux/1,ce_sequence:1\tkey\t",
                "ce_source:/faux/1,ce_sequence:1\tkey",
                "ce_source:/faux/1,ce_sequence:1\t",
                "ce_source:/faux/1,ce_sequence:1",
                "{\"source\":\"/faux/1\",\"data\":{\"half\":\"\\ud83d\"}}",
                "{\"source\":\"/faux/1\",\"data\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}"
            })
    void what_is_no_event_is_malformed(String line) {
        got.add(10, line);
        got.add(line);

        Differences differences = compare();

        assertThat(differences.malformed()).isEqualTo(new Malformation(2, List.of(11L, got.size() + 0L)));
        assertOthersAreNone(differences, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"0\"", "\"-1\"", "\"x\"", "\"99999999999999999999\"", "null", "{}"})
    void an_event_that_does_not_tell_its_position_is_malformed(String sequence) {
        got.set(99, got.get(99).replaceFirst("\"sequence\":\"\\d+\"", "\"sequence\":" + sequence));

        Differences differences = compare();

        assertThat(differences.malformed()).isEqualTo(new Malformation(1, List.of(100L)));
        assertThat(differences.lost()).isEqualTo(new Difference(1, List.of(100L)));
        assertOthersAreNone(differences, "malformed", "lost");
    }

    @Test
    void half_a_last_line_is_malformed() {
        got.add(got.removeLast().substring(0, 200));

        Differences differences = compare();

        assertThat(differences.malformed()).isEqualTo(new Malformation(1, List.of((long) TOLD.size())));
        assertThat(differences.lost()).isEqualTo(new Difference(1, List.of((long) TOLD.size())));
    }

    static Stream<Arguments> all_forms_are_the_same() {
        return Stream.of(
                arguments("with the key", (UnaryOperator<String>) Got::keyed),
                arguments("with the time of recording", (UnaryOperator<String>)
                        line -> line.replace("\"data\":{", "\"recordedtime\":\"2026-03-04T05:06:07.089Z\",\"data\":{")),
                arguments("with Kafka's columns", (UnaryOperator<String>)
                        line -> "CreateTime:1767225600000\tPartition:3\tOffset:12\t" + line),
                arguments("SSE", (UnaryOperator<String>) line -> String.join("\n", Got.frame(line))),
                arguments("SSE without a space", (UnaryOperator<String>) line -> "data:" + line),
                arguments("with a white space", (UnaryOperator<String>) line -> " " + line),
                arguments("binary", (UnaryOperator<String>) Got::console),
                arguments("binary, without the key", (UnaryOperator<String>)
                        line -> Got.console(line).replaceFirst("\t[^\t]+\t", "\t")),
                arguments("binary, with all columns", (UnaryOperator<String>) line ->
                        "LogAppendTime:1767225600000\tPartition:3\tOffset:12\tDelivery:1\t" + Got.console(line)),
                arguments("binary, headers of others", (UnaryOperator<String>)
                        line -> "traceparent:00-4b-01,tracestate:a=1,b=2," + Got.console(line)),
                arguments("binary, a header without a value", (UnaryOperator<String>)
                        line -> "ce_traceparent:,ce_tracestate:null,empty:," + Got.console(line)),
                arguments("binary, reversed", (UnaryOperator<String>) line -> {
                    String[] columns = Got.console(line).split("\t");
                    List<String> headers = new ArrayList<>(List.of(columns[0].split(",")));
                    Collections.reverse(headers);
                    return String.join(",", headers) + "\t" + columns[1] + "\t" + columns[2];
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void all_forms_are_the_same(String name, UnaryOperator<String> form) {
        List<String> lines =
                TOLD.stream().flatMap(line -> form.apply(line).lines()).toList();

        Differences differences = Got.compare(TOLD, lines);

        assertThat(differences.passed()).as(differences.text()).isTrue();
        assertThat(differences.events()).isEqualTo(TOLD.size());
        assertThat(differences.lines()).isEqualTo(lines.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_type", "ce_subject", "content-type", "ce_dataschema", "ce_id", "ce_correlationid"})
    void a_header_that_says_something_else_is_an_alteration(String header) {
        int index = WHOLE.any("order.placed");
        String console = Got.console(TOLD.get(index));
        List<String> altered = List.of(
                console.replaceFirst(header + ":[^,]+,", ""),
                console.replaceFirst(header + ":[^,]+,", header + ":,"),
                console.replaceFirst(header + ":[^,]+,", header + ":null,"),
                console.replaceFirst(header + ":[^,]+,", header + ":other,"),
                console.replaceFirst("(" + header + ":[^,]+),", "$1,and more,"));

        for (String line : altered) {
            got.set(index, line);
            assertOnly(compare(), "altered", 1, index + 1L);
        }
    }

    @Test
    void a_record_under_the_key_of_another_is_altered() {
        got.set(700, Got.console(TOLD.get(700)).replace("\t" + Got.key(TOLD.get(700)) + "\t", "\tanother\t"));

        assertOnly(compare(), "altered", 1, 701L);
    }

    @Test
    void without_an_end_it_ends_with_the_last_that_came() {
        List<String> some = new ArrayList<>(TOLD.subList(0, 3_000));
        some.remove(100);

        Differences differences = Got.compareSoFar(TOLD, some);

        assertThat(differences.expected()).isEqualTo(3_000);
        assertThat(differences.last()).isEqualTo(3_000);
        assertOnly(differences, "lost", 1, 101L);
    }

    @Test
    void without_an_end_nothing_is_lost_behind_the_last_that_came() {
        List<String> some = new ArrayList<>(TOLD.subList(0, 3_000));
        some.add(some.removeLast().replaceFirst("\"sequence\":\"00000", "\"sequence\":\"00009"));

        Differences differences = Got.compareSoFar(TOLD, some);

        assertThat(differences.expected()).isEqualTo(2_999);
        assertThat(differences.last()).isEqualTo(2_999);
        assertOnly(differences, "foreign", 1, 9_000_000_000_003_000L);
    }

    @Test
    void without_an_end_one_wrong_position_and_one_wrong_time_do_not_lead_astray() {
        List<String> some = new ArrayList<>(TOLD.subList(0, 3_000));
        // The last of its key: those behind a wrong position would count as overtaken.
        int odd = 1_000;
        while (some.subList(odd + 1, 3_000).stream().map(Got::key).anyMatch(Got.key(some.get(odd))::equals)) {
            odd++;
        }
        some.set(odd, some.get(odd).replaceFirst("\"sequence\":\"00000", "\"sequence\":\"00009"));
        some.set(2_000, some.get(2_000).replaceFirst("\"time\":\"2", "\"time\":\"9"));
        some.set(2_500, some.get(2_500).replaceFirst("\"time\":\"2", "\"time\":\"soon, 2"));

        Differences differences = Got.compareSoFar(TOLD, some);

        assertThat(differences.last()).isEqualTo(3_000);
        assertThat(differences.lost()).isEqualTo(new Difference(1, List.of(odd + 1L)));
        assertThat(differences.altered()).isEqualTo(new Difference(2, List.of(2_001L, 2_501L)));
        assertThat(differences.foreign().count()).isEqualTo(1);
        assertOthersAreNone(differences, "lost", "altered", "foreign");
    }

    @Test
    void without_an_end_many_wrong_positions_lead_no_further_than_they_say() {
        List<String> some = new ArrayList<>(TOLD.subList(0, 200));
        for (int i = 0; i < 100; i++) {
            String moved = Long.toString(4_000 - i);
            some.set(i, some.get(i).replaceFirst("\"sequence\":\"\\d+", "\"sequence\":\"" + moved));
        }

        Differences differences = Got.compareSoFar(TOLD, some);

        assertThat(differences.expected()).isBetween(200L, 4_000L);
        assertThat(differences.altered().count() + differences.foreign().count())
                .isEqualTo(100);
        assertThat(differences.lost().positions()).startsWith(1L, 2L);
    }

    @Test
    void nothing_is_expected_of_who_got_nothing_and_no_end() {
        Comparison comparison = Got.received(TOLD, List.of("retry: 1000", ""));

        assertThat(comparison.isEmpty()).isTrue();
        assertThat(comparison.isBefore(1, Long.MIN_VALUE)).isTrue();
        assertThat(Got.received(TOLD, List.of("garbage")).isEmpty()).isFalse();
        assertThat(comparison.finish(false).passed()).isTrue();
    }

    @Test
    void what_is_expected_comes_in_order() {
        Comparison comparison = Got.received(TOLD, TOLD);
        byte[] second = TOLD.get(1).getBytes(StandardCharsets.UTF_8);
        comparison.expected(second, 0, second.length);

        assertThatThrownBy(() -> comparison.expected(second, 0, second.length))
                .hasMessageEndingWith("expected the next event of the history");
    }

    @Test
    void people_and_programs_can_read_it() {
        got.removeFirst();
        got.add(TOLD.get(4));
        got.add("garbage");
        int size = TOLD.size();

        assertThat(compare().text()).isEqualTo("""
                %,d events in %,d lines, %,d expected
                positions 1 to %,d

                DIFFERENCE          COUNT  FIRST POSITIONS
                lost                    1  1
                duplicated              1  5
                reordered               0
                altered                 0
                foreign                 0
                malformed               1  lines %d

                FAILED
                """.formatted(size, size + 1, size, size, size + 1));
        assertThat(compare().json())
                .isEqualTo(("{\"passed\":false,\"lines\":%d,\"events\":%d,\"expected\":%d,\"first\":1,\"last\":%d,"
                                + "\"lost\":{\"count\":1,\"positions\":[1]},\"duplicated\":{\"count\":1,\"positions\":[5]},"
                                + "\"reordered\":{\"count\":0,\"positions\":[]},\"altered\":{\"count\":0,\"positions\":[]},"
                                + "\"foreign\":{\"count\":0,\"positions\":[]},\"malformed\":{\"count\":1,\"lines\":[%d]}}")
                        .formatted(size + 1, size, size, size, size + 1));
    }

    private Differences compare() {
        return Got.compare(TOLD, got);
    }

    private static int nextOfKey(int index) {
        String strand = Got.strand(TOLD.get(index));
        int next = index + 1;
        while (!Got.strand(TOLD.get(next)).equals(strand)) {
            next++;
        }
        return next;
    }

    private static void assertOnly(Differences differences, String name, long count, Long... positions) {
        assertThat(differences)
                .as(differences.text())
                .extracting(name)
                .isEqualTo(new Difference(count, List.of(positions)));
        assertThat(differences.passed()).isFalse();
        assertOthersAreNone(differences, name);
    }

    private static void assertOthersAreNone(Differences differences, String... names) {
        for (String other : List.of("lost", "duplicated", "reordered", "altered", "foreign")) {
            if (!List.of(names).contains(other)) {
                assertThat(differences).as(other).extracting(other).isEqualTo(NONE);
            }
        }
        if (!List.of(names).contains("malformed")) {
            assertThat(differences.malformed().count()).isZero();
        }
    }
}
