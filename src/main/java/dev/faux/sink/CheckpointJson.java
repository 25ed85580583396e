package dev.faux.sink;

import dev.faux.log.Checkpoint;
import java.util.HexFormat;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;

/** Checkpoints as JSON, with whatever a sink keeps beside them; a digest is hexadecimal there, since JSON's numbers do not hold it. */
final class CheckpointJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Checkpoint.class, Mixed.class)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private CheckpointJson() {}

    static JsonMapper mapper() {
        return MAPPER;
    }

    private interface Mixed {

        @JsonSerialize(using = ToHexadecimal.class)
        @JsonDeserialize(using = FromHexadecimal.class)
        long digest();
    }

    private static final class ToHexadecimal extends ValueSerializer<Long> {

        @Override
        public void serialize(Long bits, JsonGenerator out, SerializationContext context) {
            out.writeString(HexFormat.of().toHexDigits(bits));
        }
    }

    private static final class FromHexadecimal extends ValueDeserializer<Long> {

        @Override
        public Long deserialize(JsonParser in, DeserializationContext context) {
            return HexFormat.fromHexDigitsToLong(in.getString());
        }
    }
}
