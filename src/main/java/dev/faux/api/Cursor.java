package dev.faux.api;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Where a page ends, as clients carry it to the next one: two numbers and a checksum, so that what was cut, mistyped, or made
 * for other pages or another history is found out.
 */
record Cursor(long first, long second) {

    private static final int BYTES = 2 * Long.BYTES + Integer.BYTES;

    /** @param pages names what it leads through */
    String text(String pages) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putInt(checksum(pages))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws Problem where this text was not made for these pages */
    static Cursor parse(String text, String pages) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            Cursor cursor = new Cursor(bytes.getLong(), bytes.getLong());
            if (bytes.remaining() == Integer.BYTES && bytes.getInt() == cursor.checksum(pages)) {
                return cursor;
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            // Told below, as any other text that is none.
        }
        throw Problem.badValue("after", text, "what \"next\" of a page before this one says");
    }

    private int checksum(String pages) {
        CRC32 crc = new CRC32();
        crc.update(pages.getBytes(StandardCharsets.UTF_8));
        crc.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(first)
                .putLong(second)
                .flip());
        return (int) crc.getValue();
    }
}
