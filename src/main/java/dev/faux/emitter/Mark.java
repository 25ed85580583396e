package dev.faux.emitter;

import dev.faux.log.Head;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a shop after a crash: the instant that nothing has gone past, and how far it had come for sure. A file of two
 * places that are written in turn, so that one is good whatever happens to the other.
 *
 * @param until in milliseconds since 1970 UTC
 */
public record Mark(long until, Head head) {

    private static final int PLACE = 64;
    private static final int CONTENT = 5 * Long.BYTES;

    /** The disk does not take it. */
    static final class Unkept extends IOException {

        Unkept(IOException cause) {
            super("it cannot be written down: " + cause.getMessage(), cause);
        }
    }

    /** The file; for one thread. */
    static final class Keeper implements AutoCloseable {

        private final Path file;
        private final FileChannel channel;
        private final @Nullable Mark found;
        private long written;

        /** @throws HomeException where neither place holds a mark, and one of them did */
        Keeper(Path file) throws IOException {
            this.file = file;
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            found = load();
        }

        /** The mark that was kept last; null where there has never been one. */
        @Nullable
        Mark found() {
            return found;
        }

        /**
         * Returns when it is durable.
         *
         * @throws Unkept where it is not, and the one before is
         * @throws IOException where nobody can say whether it is
         */
        void keep(Mark mark) throws IOException {
            long next = written + 1;
            ByteBuffer place = ByteBuffer.allocate(PLACE);
            place.putLong(next)
                    .putLong(mark.until)
                    .putLong(mark.head.position())
                    .putLong(mark.head.at())
                    .putLong(mark.head.digest())
                    .putLong(sum(place));
            place.rewind();
            try {
                while (place.hasRemaining()) {
                    channel.write(place, next % 2 * PLACE + place.position());
                }
            } catch (ClosedChannelException e) {
                throw e;
            } catch (IOException e) {
                // The next one goes to the same place: the other one holds what is known.
                throw new Unkept(e);
            }
            channel.force(false);
            written = next;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        private @Nullable Mark load() throws IOException {
            // The first mark is the second place: where the file is shorter, nothing was ever told to be durable.
            if (channel.size() < 2 * PLACE) {
                return null;
            }
            Mark newest = null;
            for (int i = 0; i < 2; i++) {
                ByteBuffer place = ByteBuffer.allocate(PLACE);
                boolean isWhole = channel.read(place, (long) i * PLACE) == PLACE;
                place.rewind();
                long number = place.getLong();
                Mark mark = new Mark(place.getLong(), new Head(place.getLong(), place.getLong(), place.getLong()));
                if (isWhole && place.getLong() == sum(place) && number > written) {
                    written = number;
                    newest = mark;
                }
            }
            if (newest == null) {
                throw new HomeException(file + " is damaged: it tells up to which instant the shop may have been seen."
                        + " Nothing is lost but that. Delete the file to go on all the same; what is asked of the shop from"
                        + " then on could then come before something that was seen already");
            }
            return newest;
        }

        private static long sum(ByteBuffer place) {
            CRC32C sum = new CRC32C();
            sum.update(place.array(), 0, CONTENT);
            return sum.getValue();
        }
    }
}
