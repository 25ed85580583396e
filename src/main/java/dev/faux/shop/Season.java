package dev.faux.shop;

import java.time.LocalDate;

/** When a product is sold that has its time of the year. */
public enum Season {
    SUMMER("summer"),
    WINTER("winter");

    private static final long DAY = 86_400_000;

    private final String wireName;

    Season(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Summer is from April to September, and south of the equator the rest of the year; by UTC. */
    public boolean includes(long instant, boolean isSouthern) {
        int month = LocalDate.ofEpochDay(Math.floorDiv(instant, DAY)).getMonthValue();
        boolean isNorthernSummer = month >= 4 && month <= 9;
        return (this == SUMMER) == (isNorthernSummer != isSouthern);
    }
}
