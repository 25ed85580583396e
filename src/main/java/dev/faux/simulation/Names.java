package dev.faux.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The frozen pools that names are drawn from, common ones first. They are part of the model.
 *
 * @param places lines of city, state, first three digits of the postal code, area code; parted by tabs
 */
record Names(
        String country,
        List<String> given,
        List<String> family,
        List<String> streets,
        List<String> places,
        List<String> mailDomains,
        List<String> brands,
        List<String> qualities) {

    static Names of(String country) {
        return new Names(
                country,
                pool(country, "given"),
                pool(country, "family"),
                pool(country, "streets"),
                pool(country, "places"),
                pool(country, "mail-domains"),
                pool(country, "brands"),
                pool(country, "qualities"));
    }

    private static List<String> pool(String country, String name) {
        String resource = "/names/" + country + "/" + name + ".txt";
        try (InputStream in = Names.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no names for country " + country + ": " + resource + " is missing");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
