package dev.faux.houserules;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Things that a class may be forbidden to do, as conditions for {@code noClasses().should(…)}. A call is meant with its
 * method reference; what a lambda does counts for the method around it.
 */
public final class Ban {

    private static final Set<String> ITERATIONS =
            Set.of("keySet", "values", "entrySet", "forEach", "replaceAll", "toString", "hashCode");

    private Ban() {}

    @SafeVarargs
    public static ArchCondition<JavaClass> anyOf(ArchCondition<JavaClass>... bans) {
        return Arrays.stream(bans).reduce(ArchCondition::or).orElseThrow();
    }

    /** A call to any method of one of these names on exactly this type. */
    public static ArchCondition<JavaClass> call(Class<?> owner, String... names) {
        return access("call " + owner.getSimpleName() + "." + String.join("/", names), access -> {
            return access.getTargetOwner().isEquivalentTo(owner)
                    && List.of(names).contains(access.getName());
        });
    }

    /** A call to the one method of this name with these parameters, on exactly this type. */
    public static ArchCondition<JavaClass> callWith(Class<?> owner, String name, Class<?>... parameters) {
        String signature = Arrays.stream(parameters).map(Class::getSimpleName).collect(joining(", ", "(", ")"));
        return access("call " + owner.getSimpleName() + "." + name + signature, access -> {
            return access.getTargetOwner().isEquivalentTo(owner)
                    && access.getName().equals(name)
                    && access.getTarget() instanceof CodeUnitAccessTarget target
                    && HasName.Utils.namesOf(target.getRawParameterTypes())
                            .equals(Stream.of(parameters).map(Class::getName).toList());
        });
    }

    /** A call to any method of one of these names on any type of these packages. */
    public static ArchCondition<JavaClass> callInto(String packages, String... names) {
        var owner = JavaClass.Predicates.resideInAPackage(packages);
        return access("call " + packages + String.join("/", names), access -> {
            return owner.test(access.getTargetOwner()) && List.of(names).contains(access.getName());
        });
    }

    /** Any use of these types: as field, parameter, supertype, owner of a call … */
    public static ArchCondition<JavaClass> types(Class<?>... types) {
        var used = Arrays.stream(types).map(Class::getName).toList();
        return ArchConditions.dependOnClassesThat(DescribedPredicate.describe(
                used.toString(),
                type -> used.contains(type.getBaseComponentType().getName())));
    }

    /** Any use of a type in these packages, two dots standing for all below. */
    public static ArchCondition<JavaClass> packages(String... packages) {
        return ArchConditions.dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(packages));
    }

    /** A hash that differs from one run to the next; those of strings and boxed numbers are laid down by the platform. */
    public static ArchCondition<JavaClass> hashOfIdentity() {
        Set<String> laidDown = Stream.of(
                        String.class,
                        Boolean.class,
                        Character.class,
                        Byte.class,
                        Short.class,
                        Integer.class,
                        Long.class,
                        Float.class,
                        Double.class)
                .map(Class::getName)
                .collect(toUnmodifiableSet());
        return access("hash what has no hash of its own", access -> {
            return access.getName().equals("hashCode")
                    && !laidDown.contains(access.getTargetOwner().getName());
        });
    }

    /**
     * A walk over a hash map. Whoever declares it as a {@code Map} hides it from the call, so a class that makes a hash map
     * may walk over no {@code Map} at all.
     */
    public static ArchCondition<JavaClass> walkOverHashMap() {
        return new ArchCondition<>("walk over a hash map") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean makesOne = type.getConstructorCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(HashMap.class));
                type.getCodeUnitAccessesFromSelf().stream()
                        .filter(access -> ITERATIONS.contains(access.getName()))
                        .filter(access -> access.getTargetOwner().isEquivalentTo(HashMap.class)
                                || (makesOne && access.getTargetOwner().isEquivalentTo(Map.class)))
                        .forEach(access -> events.add(SimpleConditionEvent.satisfied(type, access.getDescription())));
            }
        };
    }

    public static ArchCondition<JavaClass> packageNamed(String... names) {
        return the("live in a package named " + String.join("/", names), type -> {
            return Stream.of(type.getPackageName().split("\\.", -1)).anyMatch(List.of(names)::contains);
        });
    }

    public static ArchCondition<JavaClass> nameEndingIn(String... suffixes) {
        return the("have a name ending in " + String.join("/", suffixes), type -> {
            return Stream.of(suffixes).anyMatch(type.getSimpleName()::endsWith);
        });
    }

    public static ArchCondition<JavaClass> synchronizedMethod() {
        return new ArchCondition<>("have a synchronized method") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
                        .map(JavaCodeUnit::getDescription)
                        .forEach(method -> events.add(SimpleConditionEvent.satisfied(type, method)));
            }
        };
    }

    private static ArchCondition<JavaClass> access(String description, Predicate<JavaAccess<?>> access) {
        return ArchConditions.accessTargetWhere(DescribedPredicate.describe(description, access))
                .as(description);
    }

    private static ArchCondition<JavaClass> the(String description, Predicate<JavaClass> is) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (is.test(type)) {
                    events.add(SimpleConditionEvent.satisfied(type, type.getName()));
                }
            }
        };
    }
}
