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
 */
record Names(
        String country,
        List<String> given,
        List<String> family,
        List<String> streets,
        List<Place> places,
        List<String> mailDomains,
        List<String> brands,
        List<String> qualities) {

    /** @param postalArea the first three digits of the postal codes there */
    record Place(String city, String state, String postalArea, String phoneArea) {

        private static Place of(String line) {
            String[] parts = line.split("\t", -1);
            return new Place(parts[0], parts[1], parts[2], parts[3]);
        }
    }

    static Names of(String country) {
        return new Names(
                country,
                pool(country, "given"),
                pool(country, "family"),
                pool(country, "streets"),
                pool(country, "places").stream().map(Place::of).toList(),
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
