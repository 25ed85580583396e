package dev.faux.simulation;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML document whose every value knows the file and the line that it stands in, so that files can be laid over each other. */
sealed interface YamlTree {

    /** File and line, as in {@code weekday.yaml:12}. */
    String where();

    record Scalar(String text, String where) implements YamlTree {}

    record Sequence(List<YamlTree> items, String where) implements YamlTree {}

    record Mapping(Map<String, YamlTree> entries, String where) implements YamlTree {

        /** This one with another laid over it: mappings are merged, everything else is replaced. */
        Mapping overlaidBy(Mapping other) {
            Map<String, YamlTree> merged = new LinkedHashMap<>(entries);
            other.entries.forEach((key, value) -> merged.merge(key, value, Mapping::overlay));
            return new Mapping(merged, other.where);
        }

        @Nullable
        YamlTree get(String key) {
            return entries.get(key);
        }

        private static YamlTree overlay(YamlTree below, YamlTree above) {
            return below instanceof Mapping lower && above instanceof Mapping upper ? lower.overlaidBy(upper) : above;
        }
    }

    /**
     * Reads a document.
     *
     * @param file its name for messages
     * @throws ScenarioException where it is not YAML, or a key stands twice
     */
    static YamlTree parse(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw new ScenarioException(file + ":1: is empty, expected keys and values");
            }
            return convert(file, root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ScenarioException(file + ":" + line + ": is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new ScenarioException(file + ":1: is not YAML: " + e.getMessage());
        }
    }

    /** The document as YAML in flow style, one line for each key of the root. */
    static String write(Mapping root) {
        StringBuilder out = new StringBuilder();
        root.entries().forEach((key, value) -> {
            out.append(key).append(": ");
            write(value, out);
            out.append('\n');
        });
        return out.toString();
    }

    private static void write(YamlTree tree, StringBuilder out) {
        switch (tree) {
            case Scalar(String text, String where) ->
                out.append('"')
                        .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            case Sequence(List<YamlTree> items, String where) -> {
                String separator = "[";
                for (YamlTree item : items) {
                    out.append(separator);
                    write(item, out);
                    separator = ", ";
                }
                out.append(items.isEmpty() ? "[]" : "]");
            }
            case Mapping(Map<String, YamlTree> entries, String where) -> {
                String separator = "{";
                for (Map.Entry<String, YamlTree> entry : entries.entrySet()) {
                    out.append(separator).append(entry.getKey()).append(": ");
                    write(entry.getValue(), out);
                    separator = ", ";
                }
                out.append(entries.isEmpty() ? "{}" : "}");
            }
        }
    }

    private static YamlTree convert(String file, Node node) {
        String where = file + ":" + (node.getStartMark().getLine() + 1);
        return switch (node) {
            case ScalarNode scalar -> new Scalar(scalar.getValue(), where);
            case SequenceNode sequence -> {
                List<YamlTree> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(convert(file, item));
                }
                yield new Sequence(items, where);
            }
            case MappingNode mapping -> {
                Map<String, YamlTree> entries = new LinkedHashMap<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                        throw new ScenarioException(where + ": a key is not a plain word");
                    }
                    if (entries.put(key.getValue(), convert(file, tuple.getValueNode())) != null) {
                        int line = key.getStartMark().getLine() + 1;
                        throw new ScenarioException(file + ":" + line + ": key " + key.getValue() + " stands twice");
                    }
                }
                yield new Mapping(entries, where);
            }
            default -> throw new ScenarioException(where + ": aliases are not supported, write the value out");
        };
    }
}
