package dev.faux.houserules.offenders;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;

public final class Hashes {

    int ofAnObject(Object any) {
        return any.hashCode();
    }

    int ofAnEnum(Thread.State state) {
        return state.hashCode();
    }

    int ofAList(List<Object> list) {
        return list.hashCode();
    }

    int ofObjects(Object one, Object other) {
        return Objects.hash(one, other);
    }

    int ofAnArray(Object[] array) {
        return Arrays.hashCode(array);
    }

    int ofIdentity(Object any) {
        return System.identityHashCode(any);
    }

    ToIntFunction<Object> byReference() {
        return Object::hashCode;
    }
}
