package dev.seawall.frontdoor.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fills a record from a YAML mapping, key by component name. A component may be a scalar ({@link ScalarBinder}),
 * another record, or a list of records. A key that isn't there takes its {@link Default}; a {@code @Nullable}
 * component is then null, a record is built from its own defaults; anything else is required.
 *
 * <p>Thread rule: for one document and one thread.
 */
final class RecordBinder {
    private final ScalarBinder scalars;
    private final List<ConfigProblem> problems;
    private final Map<String, Integer> lines = new TreeMap<>();

    RecordBinder(ScalarBinder scalars, List<ConfigProblem> problems) {
        this.scalars = scalars;
        this.problems = problems;
    }

    /** The record, or null when something is missing or wrong, which is then a problem. */
    <T extends Record> @Nullable T bind(YamlNode node, Class<T> type, String path) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problem(node.line(), path, "must be a mapping of " + keys(type) + ", not " + node.describe());
            return null;
        }
        for (Map.Entry<String, YamlNode> entry : mapping.entries().entrySet()) {
            if (Arrays.stream(type.getRecordComponents())
                    .noneMatch(component -> component.getName().equals(entry.getKey()))) {
                problem(entry.getValue().line(), join(path, entry.getKey()), "is no key here; known: " + keys(type));
            }
        }
        return construct(mapping, type, path);
    }

    private <T extends Record> @Nullable T construct(YamlNode.Mapping mapping, Class<T> type, String path) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        boolean complete = true;
        for (int i = 0; i < components.length; i++) {
            values[i] = component(mapping, components[i], join(path, components[i].getName()));
            complete &= values[i] != null || isOptional(components[i]);
        }
        if (!complete) {
            return null;
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof ConfigException broken)) {
                throw new IllegalStateException(type + " failed on its own values", e.getCause());
            }
            for (ConfigProblem rule : broken.problems()) {
                String key = join(path, rule.key());
                problem(lines.getOrDefault(key, mapping.line()), key, rule.finding());
            }
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " must be a public record", e);
        }
    }

    private @Nullable Object component(YamlNode.Mapping mapping, RecordComponent component, String path) {
        YamlNode node = mapping.entries().get(component.getName());
        if (node != null) {
            lines.put(path, node.line());
            return value(node, component, path);
        }
        Object otherwise = otherwise(component, path);
        if (otherwise == null && !isOptional(component)) {
            problem(mapping.line(), path, "is required");
        }
        return otherwise;
    }

    /** The value of a key that isn't there. */
    private @Nullable Object otherwise(RecordComponent component, String path) {
        Default otherwise = component.getAnnotation(Default.class);
        if (otherwise != null) {
            return scalars.defaultOf(component, otherwise.value());
        }
        Class<? extends Record> type = recordType(component.getType());
        if (type == null || isOptional(component) || !hasDefaults(type)) {
            return null;
        }
        return bind(new YamlNode.Mapping(0, Map.of()), type, path);
    }

    /** A value that can't be read is a problem; its default stands in, so that the rest can still be checked. */
    private @Nullable Object value(YamlNode node, RecordComponent component, String path) {
        Class<? extends Record> type = recordType(component.getType());
        if (type != null) {
            return bind(node, type, path);
        }
        if (component.getType() == List.class) {
            return list(node, component, path);
        }
        String finding = scalars.findingAgainst(node, component);
        if (finding == null) {
            return scalars.valueOf((YamlNode.Scalar) node, component);
        }
        problem(node.line(), path, finding);
        return otherwise(component, path);
    }

    private @Nullable List<?> list(YamlNode node, RecordComponent component, String path) {
        Type item = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        Class<? extends Record> type = ((Class<?>) item).asSubclass(Record.class);
        if (!(node instanceof YamlNode.Sequence sequence)) {
            problem(node.line(), path, "must be a list of mappings of " + keys(type) + ", not " + node.describe());
            return null;
        }
        List<Record> items = new ArrayList<>();
        boolean complete = true;
        for (int i = 0; i < sequence.items().size(); i++) {
            YamlNode itemNode = sequence.items().get(i);
            String itemPath = path + '[' + i + ']';
            lines.put(itemPath, itemNode.line());
            Record bound = bind(itemNode, type, itemPath);
            complete &= bound != null;
            if (bound != null) {
                items.add(bound);
            }
        }
        return complete ? List.copyOf(items) : null;
    }

    private static boolean hasDefaults(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .allMatch(component -> component.isAnnotationPresent(Default.class) || isOptional(component));
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Class<? extends Record> recordType(Class<?> type) {
        return type.isRecord() ? type.asSubclass(Record.class) : null;
    }

    private static String keys(Class<? extends Record> type) {
        return String.join(
                ", ",
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + '.' + key;
    }

    private void problem(int line, String key, String finding) {
        problems.add(new ConfigProblem(line, key, finding));
    }
}
