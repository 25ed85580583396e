package dev.faux.api;

import dev.faux.dataset.Format;
import dev.faux.dataset.RowPage;
import dev.faux.dataset.RowText;
import dev.faux.shop.Fields.Described;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.NotAcceptableStatusException;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** In which form a client wants rows, and the rows in that form. */
final class Formats {

    /** About how much is written at once. Reactor Netty asks for up to 128 of them ahead of a client who is slow. */
    private static final int CHUNK = 16 << 10;

    private Formats() {}

    /** What {@code format} says, else what the client accepts, else JSON. */
    static Format of(Query query, ServerHttpRequest request) {
        String asked = query.one("format");
        if (asked != null) {
            return Arrays.stream(Format.values())
                    .filter(each -> each.ending().equals(asked))
                    .findFirst()
                    .orElseThrow(() -> Problem.badValue(
                            "format",
                            asked,
                            "one of "
                                    + Arrays.stream(Format.values())
                                            .map(Format::ending)
                                            .collect(Collectors.joining(", "))));
        }
        List<MediaType> accepted = accepted(request);
        for (MediaType each : accepted) {
            for (Format format : Format.values()) {
                if (each.isCompatibleWith(mediaType(format))) {
                    return format;
                }
            }
        }
        if (accepted.isEmpty()) {
            return Format.JSON;
        }
        throw notAcceptable();
    }

    private static List<MediaType> accepted(ServerHttpRequest request) {
        try {
            return request.getHeaders().getAccept().stream()
                    .sorted(Comparator.comparingDouble(MediaType::getQualityValue)
                            .reversed())
                    .toList();
        } catch (InvalidMediaTypeException e) {
            throw notAcceptable();
        }
    }

    private static NotAcceptableStatusException notAcceptable() {
        return new NotAcceptableStatusException(
                Arrays.stream(Format.values()).map(Formats::mediaType).toList());
    }

    static MediaType mediaType(Format format) {
        return MediaType.parseMediaType(format.mediaType());
    }

    /** A page, made piece by piece as it is taken. */
    static Flux<DataBuffer> body(Supplier<RowText> text, RowPage page) {
        return Flux.<DataBuffer, Writing>generate(() -> new Writing(text.get(), page), (writing, sink) -> {
                    if (writing.isDone) {
                        sink.complete();
                    } else {
                        sink.next(DefaultDataBufferFactory.sharedInstance.wrap(writing.next()));
                    }
                    return writing;
                })
                .subscribeOn(Schedulers.parallel());
    }

    /** One row that stands alone. */
    static Flux<DataBuffer> body(RowText text, Described row) {
        text.begin();
        text.row(row);
        text.end(null);
        return Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(text.take()));
    }

    private static final class Writing {

        private final RowText text;
        private final RowPage page;
        private int written = -1;
        private boolean isDone;

        Writing(RowText text, RowPage page) {
            this.text = text;
            this.page = page;
        }

        byte[] next() {
            if (written < 0) {
                text.begin();
                written = 0;
            }
            while (written < page.rows().size() && text.size() < CHUNK) {
                text.row(page.rows().get(written++));
            }
            if (written == page.rows().size()) {
                text.end(page.next());
                isDone = true;
            }
            return text.take();
        }
    }
}
