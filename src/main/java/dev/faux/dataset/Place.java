package dev.faux.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Where a page ends, as clients carry it to the next one: some words, with a checksum that finds out what was cut, mistyped, or made for
 * another dataset or another shop.
 */
public record Place(List<String> words) {

    private static final String BETWEEN = " ";

    public static Place of(String... words) {
        return new Place(List.of(words));
    }

    /** @param pages names what it leads through */
    public String text(String pages) {
        String text = String.join(BETWEEN, words);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((sum(text, pages) + BETWEEN + text).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Source.NoSuchPlace where this text was not made for these pages */
    public static Place parse(String after, String pages) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
            int space = text.indexOf(BETWEEN);
            if (space > 0 && text.substring(0, space).equals(sum(text.substring(space + 1), pages))) {
                return new Place(List.of(text.substring(space + 1).split(BETWEEN, -1)));
            }
        } catch (IllegalArgumentException none) {
            // Told below, as any other text that is none.
        }
        throw new Source.NoSuchPlace(after);
    }

    private static String sum(String text, String pages) {
        CRC32 crc = new CRC32();
        crc.update((pages + '\n' + text).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
