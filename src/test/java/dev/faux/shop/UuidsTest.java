package dev.faux.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.Id.Kind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UuidsTest {

    private static final long AT = Story.OPENING;
    private static final long[] INSTANTS = {0, 1, AT, AT + 1, (1L << 47) - 1};
    private static final Set<Kind> PERMUTED =
            EnumSet.of(Kind.CUSTOMER, Kind.PRODUCT, Kind.ADDRESS, Kind.PAYMENT_METHOD, Kind.VARIANT);

    private final Uuids uuids = new Uuids(42);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void an_id_is_shown_as_a_uuid_of_version_7_with_its_instant_in_front(Kind kind) {
        for (Id id : ids(kind)) {
            UUID uuid = uuids.of(id);
            assertThat(uuid.version()).isEqualTo(7);
            assertThat(uuid.variant()).isEqualTo(2);
            assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(id.at());
            assertThat(uuid.getMostSignificantBits()).isEqualTo(uuids.high(id));
            assertThat(uuid.getLeastSignificantBits()).isEqualTo(uuids.low(id));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void an_id_can_be_read_back(Kind kind) {
        for (Id id : ids(kind)) {
            assertThat(uuids.parse(kind, uuids.of(id))).isEqualTo(id);
        }
    }

    @Test
    void a_customer_of_before_1970_can_be_read_back() {
        Id old = new Id(Kind.CUSTOMER, 7, -1_000_000_000_000L);
        assertThat(uuids.of(old).version()).isEqualTo(7);
        assertThat(uuids.parse(Kind.CUSTOMER, uuids.of(old))).isEqualTo(old);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = Mode.EXCLUDE,
            names = {"CUSTOMER", "PRODUCT", "ADDRESS", "PAYMENT_METHOD", "VARIANT", "LOAN", "LOAN_PAYMENT"})
    void ids_sort_by_their_instant_and_then_by_their_number(Kind kind) {
        Id[] ids = ids(kind);
        Arrays.sort(ids, Comparator.comparingLong(Id::at).thenComparingLong(Id::number));
        for (int i = 1; i < ids.length; i++) {
            assertThat(uuids.of(ids[i - 1]).toString())
                    .isLessThan(uuids.of(ids[i]).toString());
        }
    }

    // A stranger is taken for one's own with a probability of 2^-30 each: 2e-4 for all of them at once, and once it is
    // green it stays green, as nothing here is left to chance.
    @ParameterizedTest
    @EnumSource(Kind.class)
    void an_id_of_another_shop_or_of_another_kind_is_a_stranger(Kind kind) {
        for (Id id : ids(kind)) {
            for (long seed : new long[] {0, 1, 41, 43, -42, Long.MIN_VALUE, Long.MAX_VALUE}) {
                assertThat(new Uuids(seed).parse(kind, uuids.of(id))).isNull();
            }
            for (Kind other : EnumSet.complementOf(EnumSet.of(kind))) {
                assertThat(uuids.parse(other, uuids.of(id))).isNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void one_wrong_bit_makes_a_stranger(Kind kind) {
        for (Id id : ids(kind)) {
            UUID uuid = uuids.of(id);
            for (int bit = 0; bit < 64; bit++) {
                long wrong = 1L << bit;
                UUID high = new UUID(uuid.getMostSignificantBits() ^ wrong, uuid.getLeastSignificantBits());
                UUID low = new UUID(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits() ^ wrong);
                assertThat(uuids.parse(kind, high)).as(id + ", bit " + bit).isNull();
                assertThat(uuids.parse(kind, low)).as(id + ", bit " + bit).isNull();
            }
        }
    }

    @Test
    void uuids_of_nobody_are_strangers() {
        Random chance = new Random(1);
        for (Kind kind : Kind.values()) {
            assertThat(uuids.parse(kind, new UUID(0, 0))).isNull();
            assertThat(uuids.parse(kind, new UUID(-1, -1))).isNull();
            assertThat(uuids.parse(kind, UUID.fromString("0193c0d3-b400-7000-8000-000000000000")))
                    .isNull();
            for (int i = 0; i < 1_000; i++) {
                assertThat(uuids.parse(kind, new UUID(chance.nextLong(), chance.nextLong())))
                        .isNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CUSTOMER", "PRODUCT", "ADDRESS", "PAYMENT_METHOD", "VARIANT", "LOAN", "LOAN_PAYMENT"})
    void numbers_that_are_known_ahead_are_scattered_one_to_one(Kind kind) {
        int count = 1_000_000;
        long[] shown = new long[count];
        long step = new Random(1).nextLong() | 1;
        for (int i = 0; i < count; i++) {
            // An odd step visits each of the 2^44 numbers before it comes back to the first.
            long number = Math.max(1, step * (i + 1) & Uuids.MAX_NUMBER);
            UUID uuid = uuids.of(new Id(kind, number, AT));
            shown[i] = (uuid.getMostSignificantBits() & 0xFFF) << 32
                    | (uuid.getLeastSignificantBits() >>> 30 & 0xFFFF_FFFFL);
        }
        Arrays.sort(shown);
        for (int i = 1; i < count; i++) {
            if (shown[i - 1] == shown[i]) {
                throw new AssertionError("shown twice: " + shown[i]);
            }
        }
    }

    @Test
    void customers_in_a_row_do_not_look_like_it() {
        int rising = 0;
        for (int number = 1; number < 1_000; number++) {
            String before = uuids.of(new Id(Kind.CUSTOMER, number, AT)).toString();
            String after = uuids.of(new Id(Kind.CUSTOMER, number + 1, AT)).toString();
            rising += before.compareTo(after) < 0 ? 1 : 0;
        }
        // Of 1000 in no order, the number of rises has the mean 499.5 and the deviation sqrt(1001 / 12) = 9.1: six
        // deviations are missed once in 5e8 times, and there is one draw only.
        assertThat(rising).isBetween(445, 555);
    }

    @Test
    void all_kinds_show_the_same_number_differently() {
        assertThat(Stream.of(Kind.values()).map(kind -> uuids.of(new Id(kind, 1, AT))))
                .doesNotHaveDuplicates();
        assertThat(PERMUTED)
                .allSatisfy(kind -> assertThat(
                                uuids.of(new Id(kind, 1, AT)).getLeastSignificantBits() >>> 30 & 0xFFFF_FFFFL)
                        .isNotEqualTo(1));
    }

    /** The first and the last number, those around powers of two, and some in between, at several instants. */
    private static Id[] ids(Kind kind) {
        Stream.Builder<Id> ids = Stream.builder();
        Random chance = new Random(1);
        for (long at : INSTANTS) {
            for (long number : new long[] {
                1, 2, 3, (1L << 22) - 1, 1L << 22, (1L << 32) - 1, 1L << 32, Uuids.MAX_NUMBER - 1, Uuids.MAX_NUMBER
            }) {
                ids.add(new Id(kind, number, at));
            }
            for (int i = 0; i < 20; i++) {
                ids.add(new Id(kind, chance.nextLong(4, Uuids.MAX_NUMBER - 1), at));
            }
        }
        return ids.build().distinct().toArray(Id[]::new);
    }
}
