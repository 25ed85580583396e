package dev.faux;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.faux.houserules.Ban.anyOf;
import static dev.faux.houserules.Ban.call;
import static dev.faux.houserules.Ban.callInto;
import static dev.faux.houserules.Ban.callWith;
import static dev.faux.houserules.Ban.hashOfIdentity;
import static dev.faux.houserules.Ban.nameEndingIn;
import static dev.faux.houserules.Ban.packageNamed;
import static dev.faux.houserules.Ban.packages;
import static dev.faux.houserules.Ban.synchronizedMethod;
import static dev.faux.houserules.Ban.types;
import static dev.faux.houserules.Ban.walkOverHashMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import dev.faux.houserules.offenders.Blocking;
import dev.faux.houserules.offenders.Clocks;
import dev.faux.houserules.offenders.Frameworks;
import dev.faux.houserules.offenders.Hashes;
import dev.faux.houserules.offenders.Locals;
import dev.faux.houserules.offenders.OrderHelper;
import dev.faux.houserules.offenders.OrderImpl;
import dev.faux.houserules.offenders.OrderManager;
import dev.faux.houserules.offenders.Printing;
import dev.faux.houserules.offenders.Randoms;
import dev.faux.houserules.offenders.Sleeping;
import dev.faux.houserules.offenders.Threads;
import dev.faux.houserules.offenders.Transcendentals;
import dev.faux.houserules.offenders.UnorderedCollections;
import dev.faux.houserules.offenders.UtilLogging;
import dev.faux.houserules.offenders.Zones;
import dev.faux.houserules.offenders.util.Anything;
import java.nio.charset.Charset;
import java.security.SecureRandom;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.Formatter;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.BaseStream;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Bans by bytecode what would make a history depend on more than its inputs, and what the house does not want to see. Each
 * rule also meets an offender whose every method it must flag, so a rule that can find nothing fails here.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HouseRulesTest {

    private static final JavaClasses FAUX =
            new ClassFileImporter().withImportOption(DO_NOT_INCLUDE_TESTS).importPackages("dev.faux");

    /** The rooms whose outcome is a function of their inputs. */
    private static final JavaClasses PURE = FAUX.that(resideInAnyPackage("dev.faux.shop..", "dev.faux.simulation.."));

    @Test
    void shop_and_simulation_look_at_no_clock() {
        ban(
                anyOf(
                        call(System.class, "currentTimeMillis", "nanoTime"),
                        callInto("java.time..", "now"),
                        types(Clock.class, InstantSource.class, Date.class, Calendar.class)),
                PURE,
                Clocks.class);
    }

    @Test
    void shop_and_simulation_draw_only_from_their_dice() {
        ban(
                anyOf(
                        call(UUID.class, "randomUUID"),
                        call(Math.class, "random"),
                        call(StrictMath.class, "random"),
                        callWith(Collections.class, "shuffle", List.class),
                        types(Random.class, SplittableRandom.class, SecureRandom.class),
                        types(ThreadLocalRandom.class)),
                PURE,
                Randoms.class);
    }

    @Test
    void shop_and_simulation_do_not_depend_on_the_locale_or_charset_of_the_machine() {
        ban(
                anyOf(
                        call(String.class, "format", "formatted"),
                        callWith(String.class, "toLowerCase"),
                        callWith(String.class, "toUpperCase"),
                        callWith(String.class, "getBytes"),
                        callWith(String.class, "<init>", byte[].class),
                        call(Locale.class, "getDefault"),
                        call(Charset.class, "defaultCharset"),
                        callWith(DateTimeFormatter.class, "ofPattern", String.class),
                        types(Formatter.class),
                        packages(NumberFormat.class.getPackageName())),
                PURE,
                Locals.class);
    }

    @Test
    void shop_and_simulation_take_transcendental_functions_from_strict_math() {
        ban(
                call(
                        Math.class,
                        "sin",
                        "cos",
                        "tan",
                        "asin",
                        "acos",
                        "atan",
                        "atan2",
                        "sinh",
                        "cosh",
                        "tanh",
                        "exp",
                        "expm1",
                        "log",
                        "log10",
                        "log1p",
                        "pow",
                        "cbrt",
                        "hypot"),
                PURE,
                Transcendentals.class);
    }

    @Test
    void shop_and_simulation_read_no_time_zone_rules_of_the_platform() {
        ban(
                anyOf(
                        call(ZoneId.class, "of", "systemDefault", "getRules", "getAvailableZoneIds"),
                        types(TimeZone.class),
                        packages("java.time.zone..")),
                PURE,
                Zones.class);
    }

    @Test
    void shop_and_simulation_walk_over_nothing_without_an_order() {
        ban(
                anyOf(
                        call(Set.class, "of", "copyOf"),
                        call(Map.class, "of", "ofEntries", "copyOf"),
                        call(Collectors.class, "toSet", "toUnmodifiableSet", "toUnmodifiableMap"),
                        call(Collectors.class, "groupingByConcurrent", "toConcurrentMap"),
                        callWith(Collectors.class, "toMap", Function.class, Function.class),
                        callWith(Collectors.class, "toMap", Function.class, Function.class, BinaryOperator.class),
                        callWith(Collectors.class, "groupingBy", Function.class),
                        callWith(Collectors.class, "groupingBy", Function.class, Collector.class),
                        types(HashSet.class, IdentityHashMap.class, WeakHashMap.class, ConcurrentHashMap.class),
                        walkOverHashMap()),
                PURE,
                UnorderedCollections.class);
    }

    @Test
    void shop_and_simulation_hash_nothing_that_hashes_by_identity() {
        ban(
                anyOf(
                        hashOfIdentity(),
                        call(System.class, "identityHashCode"),
                        call(Objects.class, "hash"),
                        call(Arrays.class, "deepHashCode")),
                PURE,
                Hashes.class);
    }

    @Test
    void shop_and_simulation_know_no_threads() {
        ban(
                anyOf(
                        types(Thread.class, ThreadLocal.class),
                        packages("java.util.concurrent.."),
                        call(Collection.class, "parallelStream"),
                        call(List.class, "parallelStream"),
                        callInto(BaseStream.class.getPackageName(), "parallel"),
                        synchronizedMethod()),
                PURE,
                Threads.class);
    }

    @Test
    void shop_and_simulation_know_no_framework() {
        ban(
                packages(
                        "org.springframework..", "reactor..", "org.reactivestreams..", "io.netty..", "io.micrometer.."),
                PURE,
                Frameworks.class);
    }

    @Test
    void nobody_waits_for_a_publisher() {
        ban(
                callInto("reactor..", "block", "blockFirst", "blockLast", "blockOptional", "toIterable", "toStream"),
                FAUX,
                Blocking.class);
    }

    @Test
    void nobody_sleeps() {
        ban(call(Thread.class, "sleep"), FAUX, Sleeping.class);
    }

    @Test
    void nobody_prints_but_the_launcher_and_the_commands() {
        var silent = FAUX.that(DescribedPredicate.not(resideInAPackage("dev.faux.cli..")
                .or(DescribedPredicate.describe("the launcher", type -> type.isEquivalentTo(Faux.class)))));
        ban(anyOf(call(System.class, "out", "err"), callInto("java.lang", "printStackTrace")), silent, Printing.class);
    }

    @Test
    void nobody_logs_by_java_util_logging() {
        ban(packages("java.util.logging.."), FAUX, UtilLogging.class);
    }

    @Test
    void a_package_is_named_for_what_it_is_not_for_its_layer() {
        flag(packageNamed("service", "repository", "dto", "util", "common"), FAUX, Anything.class);
    }

    @Test
    void a_class_is_named_for_what_it_is_not_for_its_pattern() {
        flag(nameEndingIn("Impl", "Manager", "Helper"), FAUX, OrderImpl.class, OrderManager.class, OrderHelper.class);
    }

    /** Nobody there does it, and each method of the offender is found to do it. */
    private static void ban(ArchCondition<JavaClass> deed, JavaClasses there, Class<?> offender) {
        flag(deed, there, offender);
        String found = violations(deed, offender);
        assertThat(offender.getDeclaredMethods())
                .filteredOn(method -> !method.isSynthetic())
                .isNotEmpty()
                .allSatisfy(
                        method -> assertThat(found).contains(offender.getSimpleName() + "." + method.getName() + "("));
    }

    /** Nobody there is it, and each of the offenders is found to be it. */
    private static void flag(ArchCondition<JavaClass> deed, JavaClasses there, Class<?>... offenders) {
        noClasses().should(deed).check(there);
        assertThat(offenders)
                .allSatisfy(offender -> assertThat(violations(deed, offender)).isNotEmpty());
    }

    private static String violations(ArchCondition<JavaClass> deed, Class<?> offender) {
        var alone = new ClassFileImporter().importClasses(offender);
        return String.join(
                "\n",
                noClasses().should(deed).evaluate(alone).getFailureReport().getDetails());
    }
}
