package dev.faux.simulation;

import dev.faux.simulation.YamlTree.Mapping;
import dev.faux.simulation.YamlTree.Scalar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds scenario files and lays them over each other; {@link ScenarioForm} says what may stand in them. */
public final class ScenarioFile {

    /** The scenarios that come with Faux. */
    public static final List<String> SHIPPED = List.of("steady", "weekday", "black-friday", "flash-sale", "growth");

    private static final int MAX_DEPTH = 8;

    private ScenarioFile() {}

    /**
     * @param nameOrPath a shipped scenario's name, or the path of a file
     * @param settings lines of {@code key=value} that are laid over the file; a key is a path such as
     *     {@code intensity.per_minute}, a value is YAML
     * @throws ScenarioException where something is wrong with it
     */
    public static Scenario read(String nameOrPath, List<String> settings) {
        Mapping tree = load(nameOrPath, 0);
        for (String setting : settings) {
            tree = tree.overlaidBy(setting(setting));
        }
        return ScenarioForm.read(tree);
    }

    /**
     * The scenario that this is the {@linkplain Scenario#source() source} of.
     *
     * @param where it comes from, for messages
     */
    public static Scenario of(String where, String source) {
        return ScenarioForm.read(overlaid(where, source, 0));
    }

    private static Mapping load(String nameOrPath, int depth) {
        if (depth > MAX_DEPTH) {
            throw new ScenarioException(nameOrPath + ":1: extends more than " + MAX_DEPTH + " others in a row");
        }
        boolean shipped = SHIPPED.contains(nameOrPath);
        String file = shipped ? nameOrPath + ".yaml" : nameOrPath;
        return overlaid(file, shipped ? resource(file) : contents(nameOrPath), depth);
    }

    private static Mapping overlaid(String file, String text, int depth) {
        if (!(YamlTree.parse(file, text) instanceof Mapping mapping)) {
            throw new ScenarioException(file + ":1: is not a mapping, expected keys and values");
        }
        Map<String, YamlTree> entries = new LinkedHashMap<>(mapping.entries());
        YamlTree base = entries.remove("extends");
        Mapping own = new Mapping(entries, mapping.where());
        return switch (base) {
            case null -> own;
            case Scalar(String name, String where) -> load(name, depth + 1).overlaidBy(own);
            default -> throw new ScenarioException(base.where() + ": extends is no name, expected one scenario");
        };
    }

    private static String resource(String file) {
        try (InputStream in = ScenarioFile.class.getResourceAsStream("/scenarios/" + file)) {
            if (in == null) {
                throw new IllegalStateException("/scenarios/" + file + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read /scenarios/" + file, e);
        }
    }

    private static String contents(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new ScenarioException("scenario " + path + " cannot be read, expected one of "
                    + String.join(", ", SHIPPED) + ", or the path of a file");
        }
    }

    private static Mapping setting(String setting) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
            throw new ScenarioException("--set " + setting + ": no key, expected key=value");
        }
        String where = "--set " + setting.substring(0, equals);
        String[] keys = setting.substring(0, equals).split("\\.", -1);
        YamlTree tree = YamlTree.parse(where, setting.substring(equals + 1));
        for (int i = keys.length - 1; i >= 0; i--) {
            tree = new Mapping(Collections.singletonMap(keys[i], tree), where);
        }
        return (Mapping) tree;
    }
}
