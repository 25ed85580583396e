package dev.faux.check;

import dev.faux.simulation.Scenario;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** What is searched for, and how much is found. */
final class Searches implements Inspector {

    private final Stream stream;
    /** In small letters. */
    private final List<String> goods;
    /** By goods: what a query ends with that names them. */
    private final List<List<String>> forms;
    /** How many products there are, by goods. */
    private final long[] products;

    private final Map<UUID, Integer> goodsOf = new HashMap<>();
    private final Rule results;

    Searches(Rules rules, Scenario scenario, Stream stream) {
        this.stream = stream;
        goods = scenario.catalogue().categories().stream()
                .flatMap(category -> category.goods().stream())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        forms = goods.stream().map(word -> List.of(word, plural(word))).toList();
        products = new long[goods.size()];
        results = rules.add(
                "search-results",
                "A search finds as many products as there are of the goods that it names; where it names none, as many as"
                        + " of some, or none.");
    }

    @Override
    public void inspect(Event event) {
        if (event.type == Type.PRODUCT_LAUNCHED) {
            int of = goods(event.text(Field.NAME).toLowerCase(Locale.ROOT));
            if (of >= 0) {
                products[of]++;
                goodsOf.put(event.id(Field.PRODUCT_ID), of);
            }
        } else if (event.type == Type.PRODUCT_RETIRED) {
            Integer of = goodsOf.remove(event.id(Field.PRODUCT_ID));
            if (of != null) {
                products[of]--;
            }
        } else if (event.type == Type.PRODUCTS_SEARCHED && stream.isWhole()) {
            search(event, event.text(Field.QUERY), event.number(Field.RESULTS));
        }
    }

    /** The longest goods at the end of its name are what it is; -1 where there are none. */
    private int goods(String name) {
        int longest = -1;
        for (int i = 0; i < goods.size(); i++) {
            boolean fits = name.endsWith(" " + goods.get(i));
            if (fits
                    && (longest < 0
                            || goods.get(i).length() > goods.get(longest).length())) {
                longest = i;
            }
        }
        return longest;
    }

    private void search(Event event, String query, long found) {
        long[] named = IntStream.range(0, goods.size())
                .filter(i -> names(query, forms.get(i)))
                .mapToLong(i -> products[i])
                .toArray();
        boolean isRight = named.length > 0 ? contains(named, found) : found == 0 || contains(products, found);
        results.expect(
                event,
                isRight,
                () -> "results " + found + " for " + query + ", expected "
                        + (named.length > 0 ? Arrays.toString(named) : "0, or as many as there are of some goods"));
    }

    private static String plural(String word) {
        return word.replaceFirst("(x|ch|sh)$", "$1e").replaceFirst("y$", "ie").replaceFirst("s?$", "s");
    }

    private static boolean names(String query, List<String> forms) {
        for (String form : forms) {
            int before = query.length() - form.length() - 1;
            if (query.endsWith(form) && (before < 0 || query.charAt(before) == ' ')) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(long[] counts, long count) {
        return Arrays.stream(counts).anyMatch(each -> each == count);
    }
}
