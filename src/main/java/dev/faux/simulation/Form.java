package dev.faux.simulation;

import java.util.ArrayList;
import java.util.List;

/** A text with gaps, each of them a name in braces. */
final class Form {

    private static final int USUAL = 64;

    /** One more than there are gaps. */
    private final List<String> texts = new ArrayList<>();

    private final List<String> gaps = new ArrayList<>();

    Form(String pattern) {
        int done = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', done)) {
            int close = pattern.indexOf('}', open);
            texts.add(pattern.substring(done, open));
            gaps.add(pattern.substring(open + 1, close));
            done = close + 1;
        }
        texts.add(pattern.substring(done));
    }

    /** What stands in a gap. */
    interface Filling {

        String of(String gap);
    }

    String fill(Filling filling) {
        StringBuilder text = new StringBuilder(USUAL);
        for (int i = 0; i < gaps.size(); i++) {
            text.append(texts.get(i)).append(filling.of(gaps.get(i)));
        }
        return text.append(texts.getLast()).toString();
    }
}
