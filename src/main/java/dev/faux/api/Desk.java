package dev.faux.api;

import dev.faux.emitter.CommandDesk;
import dev.faux.emitter.Emitter;
import dev.faux.shop.Decision;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Id;
import dev.faux.simulation.Instruction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hands instructions to the shop and tells what it says, in the words of clients. */
@Component
class Desk {

    static final String KEY = "Idempotency-Key";

    private static final int LONGEST_KEY = 255;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final CommandDesk desk;
    private final Emitter emitter;

    Desk(CommandDesk desk, Emitter emitter) {
        this.desk = desk;
        this.emitter = emitter;
    }

    /** What came of it, if the shop did not refuse it; fails with a {@link Problem} otherwise. */
    Mono<Accepted> ask(Instruction instruction, CommandDesk.@Nullable Key key) {
        if (emitter.pace().isPaused()) {
            return Mono.error(Problem.unavailable(
                    "the simulation is paused; POST /api/v1/simulation/resume lets it go on", RETRY_AFTER));
        }
        return desk.ask(instruction, key)
                .timeout(
                        PATIENCE,
                        Mono.error(() -> Problem.unavailable(
                                "it is written down, but the shop has not come to it yet"
                                        + (key == null
                                                ? ""
                                                : "; ask again with the same " + KEY + " to hear what came of it"),
                                RETRY_AFTER)))
                .map(Desk::accepted);
    }

    private static Accepted accepted(Decision decision) {
        return switch (decision) {
            case Accepted accepted -> accepted;
            case Rejected(var reason) -> throw Refused.problem(reason);
        };
    }

    /** The customer who a person is, or null. */
    @Nullable
    Id customer(String person) {
        return desk.customer(person);
    }

    /**
     * The name under which somebody is recognised when he asks again.
     *
     * @param header what he calls it, or null
     * @param request all that he asks for
     */
    static CommandDesk.@Nullable Key key(String person, @Nullable String header, String request) {
        if (header == null) {
            return null;
        }
        if (header.isBlank() || header.length() > LONGEST_KEY || !header.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST, KEY, header, "1 to " + LONGEST_KEY + " visible characters of ASCII");
        }
        return new CommandDesk.Key(person + "/" + header, request);
    }
}
