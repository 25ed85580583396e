package dev.faux.simulation;

import dev.faux.shop.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How an address is written, or a part of it: a text with gaps; the name of one stands in braces. */
final class Form {

    /** One more than there are gaps. */
    private final List<Text> texts = new ArrayList<>();

    private final List<Gap> gaps = new ArrayList<>();

    Form(String pattern) {
        int done = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', done)) {
            int close = pattern.indexOf('}', open);
            texts.add(Text.of(pattern.substring(done, open)));
            gaps.add(Gap.valueOf(pattern.substring(open + 1, close).toUpperCase(Locale.ROOT)));
            done = close + 1;
        }
        texts.add(Text.of(pattern.substring(done)));
    }

    /** What can be left open in an address. */
    enum Gap {
        UNIT,
        NUMBER,
        STREET,
        FAMILY,
        COMPANY,
        LINE,
        CITY,
        REGION,
        POSTAL_CODE,
        COUNTRY
    }

    void fill(Address address, Text text) {
        for (int i = 0; i < gaps.size(); i++) {
            text.add(texts.get(i));
            address.fill(gaps.get(i), text);
        }
        text.add(texts.getLast());
    }
}
