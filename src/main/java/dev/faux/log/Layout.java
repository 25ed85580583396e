package dev.faux.log;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How one class of records, or an enum, is laid out in a {@linkplain RecordWriter graph of records}. */
final class Layout {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final ClassValue<Layout> ALL = new ClassValue<>() {
        @Override
        protected Layout computeValue(Class<?> type) {
            return new Layout(type);
        }
    };

    private final Class<?> type;
    private final Component[] components;
    private final MethodHandle constructor;

    private Layout(Class<?> type) {
        this.type = type;
        try {
            if (type.isEnum()) {
                components = new Component[0];
                constructor = MethodHandles.empty(MethodType.methodType(Object.class, Object[].class));
            } else if (type.isRecord()) {
                MethodHandles.Lookup inside = MethodHandles.privateLookupIn(type, LOOKUP);
                components = components(type, inside);
                Class<?>[] parameters =
                        Arrays.stream(components).map(Component::type).toArray(Class<?>[]::new);
                constructor = inside.findConstructor(type, MethodType.methodType(void.class, parameters))
                        .asSpreader(Object[].class, parameters.length)
                        .asType(MethodType.methodType(Object.class, Object[].class));
            } else {
                throw new IllegalArgumentException(type + " is no data, expected records, enums, lists and arrays");
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("all of Faux can be looked into: " + type, e);
        }
    }

    private static Component[] components(Class<?> type, MethodHandles.Lookup inside)
            throws ReflectiveOperationException {
        RecordComponent[] declared = type.getRecordComponents();
        Component[] components = new Component[declared.length];
        for (int i = 0; i < declared.length; i++) {
            Class<?> each = declared[i].getType();
            MethodHandle get = inside.unreflect(declared[i].getAccessor())
                    .asType(MethodType.methodType(shown(each), Object.class));
            components[i] = new Component(declared[i].getName(), each, get);
        }
        return components;
    }

    private static Class<?> shown(Class<?> type) {
        if (!type.isPrimitive()) {
            return Object.class;
        }
        if (type == int.class) {
            return long.class;
        }
        if (type == long.class || type == double.class || type == boolean.class) {
            return type;
        }
        throw new IllegalArgumentException("a component is " + type + ", expected int, long, double or boolean");
    }

    /** @param get of type {@code (Object)T} with T one of long (for int, too), double, boolean and Object */
    record Component(String name, Class<?> type, MethodHandle get) {}

    static Layout of(Class<?> type) {
        return ALL.get(type);
    }

    Component[] components() {
        return components;
    }

    boolean isEnum() {
        return type.isEnum();
    }

    Object constant(int ordinal) {
        return type.getEnumConstants()[ordinal];
    }

    Object make(@Nullable Object[] values) {
        try {
            return constructor.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("no record here throws that", e);
        }
    }

    /** The same for all builds that lay it out the same way. */
    String description() {
        List<String> parts = isEnum()
                ? Arrays.stream(type.getEnumConstants()).map(Object::toString).toList()
                : Arrays.stream(components)
                        .map(each -> each.type().getSimpleName() + ' ' + each.name())
                        .toList();
        return type.getName() + parts.stream().collect(Collectors.joining(", ", "(", ")"));
    }
}
