package dev.faux.api;

import dev.faux.dataset.Computed;
import dev.faux.dataset.Dataset;
import dev.faux.dataset.Table;
import dev.faux.shop.Mix;
import dev.faux.simulation.History;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A dataset that somebody adds: all of it is here. */
@Configuration(proxyBeanMethods = false)
class LuckyNumbers {

    private static final Table TABLE = Table.of(
            "lucky_numbers", "lucky_number_id uuid key", "customer integer", "lucky_number integer", "status text");

    @Bean
    Dataset luckyNumbersDataset() {
        return Dataset.computed("lucky-numbers", "lucky_number", TABLE, LuckyNumbers::of);
    }

    /** Every other customer has one. */
    private static Computed of(History history) {
        return customer -> customer % 2 == 0
                ? List.of()
                : List.<@Nullable Object[]>of(new @Nullable Object[] {
                    new UUID(history.seed(), customer),
                    customer,
                    Mix.of(history.seed(), customer) >>> 1 & 63,
                    customer % 3 == 0 ? "drawn" : "waiting"
                });
    }
}
