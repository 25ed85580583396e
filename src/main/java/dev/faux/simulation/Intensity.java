package dev.faux.simulation;

import dev.faux.shop.CatalogueEvent.Surge;
import dev.faux.simulation.Instruction.ChangeIntensity;
import dev.faux.simulation.Scenario.Campaign;
import dev.faux.simulation.Scenario.Market;
import dev.faux.simulation.Scenario.Paydays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How many sessions begin when: the asked rate, shaped by the hour, the weekday, pay-days, the season and growth, each by the clocks
 * of the market, and by campaigns. A pure curve over virtual time.
 */
public final class Intensity {

    static final long SECOND = 1_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private static final double GAUSS = 1 / StrictMath.sqrt(3);

    private final double sessionsPerMilli;
    private final double eventsPerSession;
    private final double[] hours;
    private final double[] weekdays;
    private final double[] shares;
    private final List<Zone> zones;
    private final Scenario.Intensity asked;
    private final long start;
    private final Setting setting;
    /** The one that was asked for last. */
    private Hour latest;

    /**
     * What can be changed of it while the shop is open.
     *
     * @param changes how often that has been done
     * @param perMinute mean events per minute over a normal week
     * @param hours 24 weights
     * @param weekdays 7 weights, from Monday
     * @param waves campaigns that the scenario knows nothing of
     */
    public record Setting(int changes, double perMinute, List<Double> hours, List<Double> weekdays, List<Wave> waves) {

        /** As the scenario has it. */
        static Setting of(Scenario.Intensity asked) {
            return new Setting(0, asked.perMinute(), asked.hours(), asked.weekdays(), List.of());
        }

        /** The same with what somebody wants to be otherwise from this instant on. */
        Setting with(ChangeIntensity change, long at) {
            List<Wave> all = new ArrayList<>(waves);
            all.removeIf(wave -> wave.end <= at);
            if (change.surge() != null) {
                all.add(Wave.of(change.surge(), at));
            }
            return new Setting(
                    changes + 1,
                    change.perMinute() == null ? perMinute : change.perMinute(),
                    change.hours() == null ? hours : change.hours(),
                    change.weekdays() == null ? weekdays : change.weekdays(),
                    List.copyOf(all));
        }
    }

    public Intensity(History history) {
        this(history, Setting.of(history.scenario().intensity()));
    }

    Intensity(History history, Setting setting) {
        this.asked = history.scenario().intensity();
        this.setting = setting;
        this.start = history.start();
        this.eventsPerSession = history.eventsPerSession();
        this.sessionsPerMilli = setting.perMinute / eventsPerSession / MINUTE;
        this.hours = withMean(1, setting.hours);
        this.weekdays = withMean(1, setting.weekdays);
        List<Market> markets = history.scenario().markets();
        this.shares = withMean(
                1.0 / markets.size(), markets.stream().map(Market::share).toList());
        this.zones = markets.stream().map(Market::zone).toList();
        this.latest = newHour(Math.floorDiv(start, HOUR));
    }

    public Setting setting() {
        return setting;
    }

    /** Sessions per millisecond at this instant. */
    public double at(long instant) {
        Hour hour = hour(instant);
        return hour.base() * hour.campaigns(instant);
    }

    /** Sessions per day, averaged over a normal week. */
    public double sessionsPerDay() {
        return sessionsPerMilli * DAY;
    }

    /**
     * Which market a session of this instant comes from.
     *
     * @param place uniform in [0, 1)
     */
    int market(long instant, double place) {
        Hour hour = hour(instant);
        double rest = place * hour.base();
        int market = 0;
        while (market < zones.size() - 1 && rest >= hour.markets()[market]) {
            rest -= hour.markets()[market++];
        }
        return market;
    }

    /** The most that {@link #at} can be in the hour that this instant lies in, from the instant on. */
    double boundWithinHour(long instant) {
        long end = endOfHour(instant);
        Hour hour = hour(instant);
        double bound = hour.base();
        for (Wave wave : hour.waves()) {
            bound *= wave.most(instant, end);
        }
        return bound;
    }

    /** How many events are to be expected in [from, to), when each session is counted whole at its beginning. */
    public double expectedEvents(long from, long to) {
        double sum = 0;
        for (long begin = from; begin < to; ) {
            Hour hour = hour(begin);
            long end = Math.min(to, endOfHour(begin));
            for (Wave wave : hour.waves()) {
                end = wave.nextCorner(begin, end);
            }
            // Between two corners a campaign is a line, and two Gauss points are exact for up to three of them at once.
            double middle = (begin + end) / 2.0;
            double offset = (end - begin) / 2.0 * GAUSS;
            double mean = (hour.campaigns(middle - offset) + hour.campaigns(middle + offset)) / 2;
            sum += hour.base() * mean * (end - begin);
            begin = end;
        }
        return sum * eventsPerSession;
    }

    static long endOfHour(long instant) {
        return (Math.floorDiv(instant, HOUR) + 1) * HOUR;
    }

    /** Threads may share this: an hour is made anew where one thread does not see what another made. */
    private Hour hour(long instant) {
        long number = Math.floorDiv(instant, HOUR);
        Hour hour = latest;
        if (hour.number() != number) {
            hour = newHour(number);
            latest = hour;
        }
        return hour;
    }

    private Hour newHour(long number) {
        double[] markets = new double[zones.size()];
        double base = 0;
        for (int i = 0; i < markets.length; i++) {
            markets[i] = sessionsPerMilli * shares[i] * factor(zones.get(i).local(number * HOUR));
            base += markets[i];
        }
        return new Hour(number, markets, base, waves(LocalDate.ofEpochDay(Math.floorDiv(number, 24L))));
    }

    /** Of everything but campaigns, by what the clocks of a market show. */
    private double factor(long local) {
        int hour = (int) Math.floorMod(Math.floorDiv(local, HOUR), 24L);
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(local, DAY));
        double factor = hours[hour] * weekdays[weekday(local)];
        if (!asked.season().isEmpty()) {
            factor *= asked.season().get(date.getMonthValue() - 1);
        }
        Paydays paydays = asked.paydays();
        if (paydays != null && isOneOf(paydays.days(), date)) {
            factor *= paydays.height();
        }
        if (asked.growth() != 0) {
            double years = (date.toEpochDay() - Math.floorDiv(start, DAY)) / 365.0;
            factor *= StrictMath.pow(1 + asked.growth(), years);
        }
        return factor;
    }

    /** All that this date may see something of. */
    private List<Wave> waves(LocalDate date) {
        List<Wave> waves = new ArrayList<>(setting.waves);
        for (Campaign campaign : asked.campaigns()) {
            switch (campaign.beginning()) {
                case Campaign.At at -> waves.add(Wave.of(campaign, at.instant().toEpochMilli()));
                case Campaign.AfterStart after ->
                    waves.add(Wave.of(campaign, start + after.duration().toMillis()));
                case Campaign.Each each -> {
                    // Last year's may not have ended yet.
                    for (int year = date.getYear() - 1; year <= date.getYear(); year++) {
                        waves.add(Wave.of(campaign, each.feast().in(year).toEpochDay() * DAY));
                    }
                }
            }
        }
        return List.copyOf(waves);
    }

    private static boolean isOneOf(List<Integer> daysOfMonth, LocalDate date) {
        for (int day : daysOfMonth) {
            if (Math.min(day, date.lengthOfMonth()) == date.getDayOfMonth()) {
                return true;
            }
        }
        return false;
    }

    /**
     * What is the same for an hour; all clocks of the world change theirs at once.
     *
     * @param number since 1970, UTC
     * @param markets sessions per millisecond from each, without campaigns
     * @param base their sum
     */
    private record Hour(long number, double[] markets, double base, List<Wave> waves) {

        double campaigns(double instant) {
            double factor = 1;
            for (Wave wave : waves) {
                factor *= wave.at(instant);
            }
            return factor;
        }
    }

    /** 0 is Monday; day 0 of 1970 was a Thursday. */
    static int weekday(long instant) {
        return (int) Math.floorMod(Math.floorDiv(instant, DAY) + 3, 7L);
    }

    private static double[] withMean(double mean, List<Double> curve) {
        double sum = 0;
        for (double value : curve) {
            sum += value;
        }
        double[] normalised = new double[curve.size()];
        for (int i = 0; i < normalised.length; i++) {
            normalised[i] = curve.get(i) * mean * normalised.length / sum;
        }
        return normalised;
    }

    /** A campaign at its place in time: up to its height along a line, hold, down to 1 along another. */
    public record Wave(long begin, long top, long fall, long end, double height) {

        static Wave of(Campaign campaign, long begin) {
            return of(
                    new Surge(
                            campaign.height(),
                            campaign.ramp().toMillis(),
                            campaign.hold().toMillis(),
                            campaign.decay().toMillis()),
                    begin);
        }

        static Wave of(Surge surge, long begin) {
            long top = begin + surge.ramp();
            long fall = top + surge.hold();
            return new Wave(begin, top, fall, fall + surge.decay(), surge.height());
        }

        double at(double instant) {
            if (instant < begin || instant >= end) {
                return 1;
            }
            if (instant < top) {
                return 1 + (height - 1) * (instant - begin) / (top - begin);
            }
            return instant < fall ? height : 1 + (height - 1) * (end - instant) / (end - fall);
        }

        /** A bound on what it is in [from, to). */
        double most(long from, long to) {
            return to >= top && from <= fall ? Math.max(1, height) : Math.max(1, Math.max(at(from), at(to)));
        }

        /** The first corner after {@code from}, if it comes before {@code to}. */
        long nextCorner(long from, long to) {
            long next = to;
            for (long corner : new long[] {begin, top, fall, end}) {
                if (corner > from && corner < next) {
                    next = corner;
                }
            }
            return next;
        }
    }
}
