package dev.faux.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.check.Report.Failure;
import dev.faux.check.Report.Figure;
import dev.faux.check.Report.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people and programs read of a check. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportTest {

    private static final Told TOLD = Told.by(
            Told.scenario("weekday", "catalogue.products=20", "intensity.per_minute=2"), 5, Duration.ofHours(30));

    @Test
    void a_failure_says_where_what_and_what_was_expected() {
        Told told = TOLD.copy();
        int index = told.any("order.placed");
        told.set(index, "shipping", "\"1.00\"");

        Verdict rule = told.check().rule("shipping-fee");

        assertThat(rule.failed()).isEqualTo(1);
        Failure failure = rule.failures().getFirst();
        assertThat(failure.line()).isEqualTo(index + 1);
        assertThat(failure.position()).isEqualTo(index + 1);
        assertThat(failure.type()).isEqualTo("order.placed");
        assertThat(failure.sentence()).matches("shipping 1\\.00, expected \\d+\\.\\d\\d");
    }

    @Test
    void the_text_shows_the_rules_the_failures_and_the_figures() {
        Told told = TOLD.copy();
        told.set("order.placed", "shipping", "\"1.00\"");
        told.change(10, line -> "{");

        assertThat(told.check().text())
                .contains("positions 1 to ", "partial, 1 missing in gaps")
                .containsPattern("well-formed +failed +[\\d,]+ +1")
                .contains("line 11: at byte 1 of the line: ")
                .containsPattern("  line \\d+, position \\d+, order.placed: shipping 1.00, expected ")
                .containsPattern("products per order, mean +3.6090")
                .containsPattern("FAILED: \\d+ rules passed, 3 failed");
    }

    @Test
    void only_the_first_failures_are_shown_but_all_are_counted() {
        Told told = TOLD.copy();
        for (int i = 0; i < told.lines.size(); i++) {
            if (Told.type(told.lines.get(i)).equals("session.started")) {
                told.set(i, "channel", "\"telepathy\"");
            }
        }

        Report report = told.check();

        assertThat(report.rule("word-of-the-scenario").failed()).isGreaterThan(50);
        assertThat(report.rule("word-of-the-scenario").failures()).hasSize(5);
        assertThat(report.text()).containsPattern("  and \\d+ more");
    }

    @Test
    void the_json_holds_all_of_it() {
        Report report = TOLD.check();
        JsonNode json = JsonMapper.shared().readTree(report.json());

        assertThat(json.get("passed").asBoolean()).isTrue();
        assertThat(json.get("summary").get("events").asInt()).isEqualTo(TOLD.lines.size());
        assertThat(json.get("summary").get("types").get("vendor.joined").asInt())
                .isEqualTo(40);
        assertThat(json.get("summary").get("from").asString()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(json.get("rules").size()).isEqualTo(report.rules().size());
        assertThat(json.get("rules").get(0).get("name").asString()).isEqualTo("well-formed");
        assertThat(json.get("rules").get(0).get("status").asString()).isEqualTo("passed");
        assertThat(json.get("figures").size()).isEqualTo(report.figures().size());
        assertThat(report.json()).doesNotContain("\n");
    }

    @Test
    void what_was_asked_for_stands_beside_what_was_found() {
        Report report = Told.check(
                Told.scenario("steady", "intensity.per_minute=100", "catalogue.products=200"), 8, Duration.ofDays(2));

        assertThat(report.figures()).extracting(Figure::name).contains("session in minutes, mean");
        assertThat(report.figures())
                .filteredOn(figure -> figure.name().startsWith("session in"))
                .allSatisfy(figure -> {
                    assertThat(figure.asked()).isEqualTo(6.0);
                    // Some 20,000 stays, exponential: a standard error of 0.7 %; six of them are one false alarm in
                    // 10⁹.
                    assertThat(figure.found()).isBetween(5.74, 6.26);
                });
    }

    @Test
    void nothing_at_all_fails_nothing() {
        Report report = TOLD.part(0, 0).check();

        assertThat(report.passed()).isTrue();
        assertThat(report.text()).startsWith("0 events in 0 lines");
        assertThat(JsonMapper.shared()
                        .readTree(report.json())
                        .get("summary")
                        .get("from")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_rule_that_is_not_there_is_an_error() {
        assertThatThrownBy(() -> TOLD.part(0, 0).check().rule("no-such-rule")).hasMessageContaining("no-such-rule");
    }
}
