package dev.faux.simulation;

import dev.faux.shop.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;

/** The frozen pools of one country that names are drawn from, common ones first. They are part of the model. */
record Names(
        String country,
        List<Name> given,
        List<Name> family,
        List<Text> streets,
        List<Place> places,
        List<Text> mailDomains,
        Forms forms) {

    private static final Map<String, Names> ALL = read(List.of("BR", "DE", "FR", "GB", "US"));

    /** @param letters the same in small letters of ASCII, and nothing else */
    record Name(Text shown, Text letters) {

        private static final String ACCENTED = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
        private static final String PLAIN = "aaaaaaceeeeiiiinoooooouuuuyy";

        private static Name of(String shown) {
            StringBuilder letters = new StringBuilder();
            for (char c : shown.toLowerCase(Locale.ROOT).toCharArray()) {
                int accented = ACCENTED.indexOf(c);
                if (accented >= 0) {
                    letters.append(PLAIN.charAt(accented));
                } else if (c == 'ß') {
                    letters.append("ss");
                } else if (c >= 'a' && c <= 'z') {
                    letters.append(c);
                }
            }
            return new Name(Text.of(shown), Text.of(letters.toString()));
        }
    }

    /**
     * A town. In the patterns {@code #} stands for any digit, {@code %} for one from 1 on, {@code @} for a letter.
     *
     * @param phone of numbers that are kept for fiction, or given to nobody
     */
    record Place(Text city, Text region, String postalCode, String phone, boolean isRural) {

        private static Place of(String line) {
            String[] parts = line.split("\t", -1);
            return new Place(Text.of(parts[0]), Text.of(parts[1]), parts[2], parts[3], parts[4].equals("rural"));
        }
    }

    /** How an address is written there; placeholders stand in braces. */
    record Forms(Form home, Form apartment, Form business, Form company, Form whole, int houses) {}

    /** Read once for all: histories come and go. */
    static Names of(String country) {
        Names names = ALL.get(country);
        if (names == null) {
            throw new IllegalStateException("names of " + country + " are missing from the program");
        }
        return names;
    }

    private static Map<String, Names> read(List<String> countries) {
        Map<String, Names> all = new TreeMap<>();
        countries.forEach(country -> all.put(country, read(country)));
        return all;
    }

    private static Names read(String country) {
        return new Names(
                country,
                pool(country, "given", Name::of),
                pool(country, "family", Name::of),
                pool(country, "streets", Text::of),
                pool(country, "places", Place::of),
                pool(country, "mail-domains", Text::of),
                forms(country));
    }

    private static Forms forms(String country) {
        Properties forms = new Properties();
        try (BufferedReader in = open("/names/" + country + "/forms.properties")) {
            forms.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the forms of " + country, e);
        }
        return new Forms(
                new Form(forms.getProperty("home")),
                new Form(forms.getProperty("apartment")),
                new Form(forms.getProperty("business")),
                new Form(forms.getProperty("company")),
                new Form(forms.getProperty("whole")),
                Integer.parseInt(forms.getProperty("houses")));
    }

    private static <T> List<T> pool(String country, String name, Function<String, T> read) {
        return lines("/names/" + country + "/" + name + ".txt").stream()
                .map(read)
                .toList();
    }

    /** The lines of a resource. */
    static List<String> lines(String resource) {
        try (BufferedReader in = open(resource)) {
            return in.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static BufferedReader open(String resource) {
        InputStream in = Names.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is missing from the program");
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
