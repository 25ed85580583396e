package dev.faux.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import dev.faux.simulation.ScenarioFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every dataset in every form, byte for byte as it was: what a seed gives is a promise. Where a change is meant, the file that it is
 * compared with is told in the message.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GoldenDatasetsTest {

    private static final Instant START = Instant.parse("2023-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void a_seed_gives_what_it_has_always_given() throws IOException, NoSuchAlgorithmException {
        History history = new History(
                ScenarioFile.read(
                        "weekday", List.of("intensity.per_minute=2", "catalogue.products=40", "population=100")),
                7,
                START.toEpochMilli(),
                14.5);
        List<String> found = new ArrayList<>();
        try (SeedShops shops = new SeedShops(folder, 1)) {
            ShopRows rows = shops.whole(
                    new ShopAt(history, START.plus(Duration.ofDays(10)).toEpochMilli()), done -> {});
            for (Dataset dataset : Datasets.ALL) {
                for (Format format : Format.values()) {
                    found.add(dataset.name()
                            + ' '
                            + format.ending()
                            + ' '
                            + hash(bytes(rows, RowText.of(format, dataset, history, Privacy.FULL), dataset)));
                }
                found.add(dataset.name() + " anonymised "
                        + hash(bytes(rows, RowText.of(Format.CSV, dataset, history, Privacy.ANONYMISED), dataset)));
            }
        }
        Path told = Files.write(Path.of("target/datasets.golden"), found);
        assertThat(found)
                .as("src/test/resources/datasets.golden beside " + told)
                .isEqualTo(golden());
    }

    private static byte[] bytes(ShopRows rows, RowText text, Dataset dataset) throws IOException {
        ShopRows.RowReader reader = row -> {
            text.row(row);
            return true;
        };
        text.begin();
        rows.readFounding(dataset, 1, rows.founders(dataset), reader);
        rows.readLater(dataset, reader);
        text.end(null);
        return text.take();
    }

    private static String hash(byte[] bytes) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        return bytes.length + " " + HexFormat.of().formatHex(hash, 0, 8);
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = GoldenDatasetsTest.class.getResourceAsStream("/datasets.golden")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
