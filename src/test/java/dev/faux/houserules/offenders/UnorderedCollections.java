package dev.faux.houserules.offenders;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

public final class UnorderedCollections {

    Set<String> setOf() {
        return Set.of("a", "b");
    }

    Set<String> setCopyOf(List<String> names) {
        return Set.copyOf(names);
    }

    Map<String, Integer> mapOf() {
        return Map.of("a", 1);
    }

    Map<String, Integer> mapOfEntries() {
        return Map.ofEntries(Map.entry("a", 1));
    }

    Map<String, Integer> mapCopyOf(Map<String, Integer> map) {
        return Map.copyOf(map);
    }

    Set<String> toSet(List<String> names) {
        return names.stream().collect(Collectors.toSet());
    }

    Map<String, String> toMap(List<String> names) {
        return names.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
    }

    Map<String, List<String>> grouped(List<String> names) {
        return names.stream().collect(Collectors.groupingBy(Function.identity()));
    }

    Set<String> hashSet() {
        return new HashSet<>();
    }

    Map<String, String> identityMap() {
        return new IdentityHashMap<>();
    }

    void walkOverDeclaredHashMap(HashMap<String, String> map) {
        map.forEach((key, value) -> {});
    }

    int walkOverHiddenHashMap() {
        Map<String, Integer> map = new HashMap<>();
        int sum = 0;
        for (int n : map.values()) {
            sum += n;
        }
        return sum;
    }
}
