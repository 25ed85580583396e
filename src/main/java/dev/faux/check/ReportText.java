package dev.faux.check;

import dev.faux.check.Report.Failure;
import dev.faux.check.Report.Figure;
import dev.faux.check.Report.Status;
import dev.faux.check.Report.Step;
import dev.faux.check.Report.Summary;
import dev.faux.check.Report.Verdict;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a report down. */
final class ReportText {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .build();

    private ReportText() {}

    /** One line of JSON with the components of a record. */
    static String json(Record report) {
        return MAPPER.writeValueAsString(report);
    }

    static String of(Report report) {
        StringBuilder text = new StringBuilder();
        summary(text, report);
        line(text, "\n%-38s %-8s %12s %10s", "RULE", "STATUS", "TRIED", "FAILED");
        for (Verdict rule : report.rules()) {
            line(text, "%-38s %-8s %,12d %,10d", rule.name(), Report.word(rule.status()), rule.tried(), rule.failed());
        }
        for (Verdict rule : report.rules()) {
            if (rule.status() == Status.FAILED) {
                failures(text, rule);
            }
        }
        if (!report.funnel().isEmpty()) {
            line(text, "\n%-38s %12s %12s", "FUNNEL", "COUNT", "OF VISITS");
            for (Step step : report.funnel()) {
                line(text, "%-38s %,12d %,11.2f%%", step.name(), step.count(), 100 * step.share());
            }
        }
        if (!report.figures().isEmpty()) {
            line(text, "\n%-38s %12s %12s", "FIGURE (for information)", "ASKED", "FOUND");
            for (Figure figure : report.figures()) {
                line(text, "%-38s %,12.4f %,12.4f", figure.name(), figure.asked(), figure.found());
            }
        }
        conclusion(text, report);
        return text.toString();
    }

    private static void summary(StringBuilder text, Report report) {
        Summary summary = report.summary();
        line(text, "%,d events in %,d lines", summary.events(), summary.lines());
        if (summary.from() != null && summary.to() != null) {
            Duration span = report.span();
            line(
                    text,
                    "positions %,d to %,d, %s",
                    summary.first(),
                    summary.last(),
                    summary.whole() ? "whole" : "partial, " + summary.missing() + " missing in gaps");
            line(
                    text,
                    "from %s to %s, %d days %d hours",
                    summary.from(),
                    summary.to(),
                    span.toDays(),
                    span.toHoursPart());
        }
        summary.types().forEach((type, count) -> line(text, "  %-36s %,12d", type, count));
    }

    private static void failures(StringBuilder text, Verdict rule) {
        line(text, "\n%s: %s", rule.name(), rule.statement());
        if (rule.note() != null) {
            line(text, "  %s", rule.note());
        }
        for (Failure failure : rule.failures()) {
            line(text, "  %s%s", where(failure), failure.sentence());
        }
        if (rule.failed() > rule.failures().size()) {
            line(text, "  and %,d more", rule.failed() - rule.failures().size());
        }
    }

    private static String where(Failure failure) {
        String line = failure.line() > 0 ? "line " + failure.line() + ", " : "";
        String position = failure.position() > 0 ? "position " + failure.position() + ", " : "";
        String type = failure.type().isEmpty() ? "" : failure.type();
        String where = line + position + type;
        return where.isEmpty() ? "" : (type.isEmpty() ? where.substring(0, where.length() - 2) : where) + ": ";
    }

    private static void conclusion(StringBuilder text, Report report) {
        long failed = count(report, Status.FAILED);
        long untried = count(report, Status.UNTRIED);
        line(
                text,
                "\n%s: %d rules passed, %d failed, %d untried",
                report.passed() ? "PASSED" : "FAILED",
                report.rules().size() - failed - untried,
                failed,
                untried);
    }

    private static long count(Report report, Status status) {
        return report.rules().stream().filter(rule -> rule.status() == status).count();
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
