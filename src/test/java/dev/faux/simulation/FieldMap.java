package dev.faux.simulation;

import dev.faux.shop.Fields;
import dev.faux.shop.Id;
import dev.faux.shop.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What somebody describes, by the names of the fields; objects of lists are maps again. */
final class FieldMap implements Fields {

    private final Map<String, Object> values = new LinkedHashMap<>();

    static Map<String, Object> of(Consumer<Fields> describe) {
        FieldMap map = new FieldMap();
        describe.accept(map);
        return map.values;
    }

    static <T> T get(Map<String, Object> fields, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(fields.get(name), name));
    }

    static String text(Map<String, Object> fields, String name) {
        return get(fields, name, String.class);
    }

    @SuppressWarnings("unchecked") // Only list writes them.
    static List<Map<String, Object>> list(Map<String, Object> fields, String name) {
        return (List<Map<String, Object>>) fields.getOrDefault(name, List.of());
    }

    @Override
    public void id(String name, Id value) {
        put(name, value);
    }

    @Override
    public void number(String name, long value) {
        put(name, value);
    }

    @Override
    public void text(String name, String value) {
        put(name, value);
    }

    @Override
    public void money(String name, Money value) {
        put(name, value);
    }

    @Override
    public void time(String name, long millis) {
        put(name, millis);
    }

    @Override
    public void list(String name, List<? extends Described> all) {
        List<Map<String, Object>> maps = new ArrayList<>();
        for (Described each : all) {
            maps.add(of(each::describe));
        }
        put(name, maps);
    }

    @Override
    public void texts(String name, List<String> all) {
        put(name, all);
    }

    @Override
    public void flag(String name, boolean value) {
        put(name, value);
    }

    @Override
    public void decimal(String name, double value) {
        put(name, value);
    }

    @Override
    public void decimals(String name, List<Double> all) {
        put(name, all);
    }

    @Override
    public void profile(Id customer, int revision, long points) {
        throw new UnsupportedOperationException("this is what describes it");
    }

    @Override
    public void address(String name, Id address) {
        throw new UnsupportedOperationException("this is what describes it");
    }

    private void put(String name, Object value) {
        if (values.put(name, value) != null) {
            throw new AssertionError(name + " is described twice");
        }
    }
}
