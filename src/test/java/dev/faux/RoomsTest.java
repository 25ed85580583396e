package dev.faux;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.faux.houserules.rooms.Front;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/**
 * Keeps every room (a package below {@code dev.faux} with all below it) to the rooms that it may know. The table is the
 * plan of the house; the classes beside the launcher furnish the rooms, so they may know all and nobody may know them.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RoomsTest {

    private static final String HOUSE = "dev.faux";

    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("shop", Set.of()),
            Map.entry("simulation", Set.of("shop")),
            Map.entry("log", Set.of("shop", "simulation")),
            Map.entry("emitter", Set.of("shop", "simulation", "log")),
            Map.entry("sink", Set.of("shop", "log", "dataset")),
            Map.entry("view", Set.of("shop", "log", "dataset")),
            Map.entry("dataset", Set.of("shop", "simulation", "log")),
            Map.entry("check", Set.of()),
            Map.entry("api", Set.of("shop", "simulation", "log", "emitter", "view", "dataset", "check", "cli")),
            Map.entry("cli", Set.of("shop", "simulation", "log", "emitter", "dataset", "view", "check")));

    /** Single types of other rooms that a room may know all the same: {@code check} must share no code with the shop. */
    private static final Map<String, Set<String>> MAY_ALSO_KNOW =
            Map.of("check", Set.of("simulation.Scenario", "simulation.Choice", "shop.Currency"));

    private static final JavaClasses FAUX =
            new ClassFileImporter().withImportOption(DO_NOT_INCLUDE_TESTS).importPackages(HOUSE);

    @Test
    void every_class_is_in_a_room_of_the_plan() {
        assertThat(roomsOf(FAUX, HOUSE)).isSubsetOf(MAY_KNOW.keySet());
    }

    @Test
    void every_room_knows_only_the_rooms_that_the_plan_allows() {
        classes().should(keepToThePlanOf(HOUSE)).check(FAUX);
    }

    @Test
    void every_room_says_what_it_is_in_a_null_marked_package_info() {
        var marked = FAUX.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(JavaClass::getPackageName)
                .toList();
        assertThat(FAUX.stream().map(JavaClass::getPackageName).distinct().toList())
                .isSubsetOf(marked);
    }

    @Test
    void spring_modulith_finds_no_cycle_and_nobody_in_the_back_room_of_another() {
        ApplicationModules.of(Server.class).verify();
    }

    @Test
    void a_room_that_leaves_the_plan_is_found() {
        String house = Front.class.getPackageName();
        var offenders = new ClassFileImporter().importPackages(house);
        assertThatThrownBy(() -> classes().should(keepToThePlanOf(house)).check(offenders))
                .hasMessageContaining("shop must not know api")
                .hasMessageContaining("view must not know the front")
                .hasMessageContaining("check must not know simulation")
                .hasMessageContaining("World")
                .hasMessageNotContaining("Scenario");
        assertThat(roomsOf(offenders, house)).contains("attic");
    }

    private static ArchCondition<JavaClass> keepToThePlanOf(String house) {
        return new ArchCondition<>("know only the rooms that the plan allows") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String room = roomOf(type, house);
                if (room.isEmpty() || !MAY_KNOW.containsKey(room)) {
                    return;
                }
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (isInside(target, house) && !mayKnow(room, target, house)) {
                        String known = roomOf(target, house).isEmpty() ? "the front" : roomOf(target, house);
                        events.add(SimpleConditionEvent.violated(
                                type, room + " must not know " + known + ": " + dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean mayKnow(String room, JavaClass target, String house) {
        String known = roomOf(target, house);
        if (known.equals(room) || MAY_KNOW.getOrDefault(room, Set.of()).contains(known)) {
            return true;
        }
        String outermost = target.getName().substring(house.length() + 1).replaceFirst("\\$.*", "");
        return MAY_ALSO_KNOW.getOrDefault(room, Set.of()).contains(outermost);
    }

    private static boolean isInside(JavaClass type, String house) {
        return type.getPackageName().equals(house) || type.getPackageName().startsWith(house + ".");
    }

    /** The room of a class, or an empty name for the classes beside the launcher. */
    private static String roomOf(JavaClass type, String house) {
        if (type.getPackageName().equals(house)) {
            return "";
        }
        List<String> below =
                List.of(type.getPackageName().substring(house.length() + 1).split("\\.", -1));
        return below.get(0);
    }

    private static Set<String> roomsOf(JavaClasses types, String house) {
        var rooms = new TreeSet<String>();
        types.forEach(type -> rooms.add(roomOf(type, house)));
        rooms.remove("");
        return rooms;
    }
}
