package dev.faux.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How values look in JSON: names in snake_case, instants in UTC with three decimals and a Z. */
@Configuration(proxyBeanMethods = false)
class JsonWords {

    private static final DateTimeFormatter INSTANT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    static String instant(Instant instant) {
        return INSTANT.format(instant);
    }

    static BigDecimal decimal(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }

    @Bean
    JsonMapperBuilderCustomizer words() {
        return mapper -> mapper.propertyNamingStrategy(new SnakeCaseStrategy())
                .addModule(new SimpleModule().addSerializer(new InstantSerializer()));
    }

    /** The documentation is made by another Jackson, which has to be told as well. */
    @Bean
    ModelResolver documentedWords(ObjectMapperProvider mappers) {
        return new ModelResolver(
                mappers.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }

    private static final class InstantSerializer extends StdSerializer<Instant> {

        private InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeString(instant(value));
        }
    }
}
