package dev.seawall.deploy.lab.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes a tree as AWS writes XML. Not thread-safe: one writer per answer. Names that begin with an underscore are the
 * lab's own business and are left out.
 */
public final class Xml {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final @Nullable String itemName;

    private Xml(@Nullable String itemName) {
        this.itemName = itemName;
    }

    /** EC2's way with lists: {@code <groupSet><item>…</item></groupSet>}. */
    public static byte[] withItems(String root, String namespace, JsonNode tree) {
        return new Xml("item").document(root, namespace, tree);
    }

    /** S3's way with lists: the element itself is repeated. */
    public static byte[] flat(String root, String namespace, JsonNode tree) {
        return new Xml(null).document(root, namespace, tree);
    }

    private byte[] document(String root, String namespace, JsonNode tree) {
        out.append('<').append(root);
        if (!namespace.isEmpty()) {
            out.append(" xmlns=\"").append(namespace).append('"');
        }
        out.append('>');
        content(tree);
        out.append("</").append(root).append('>');
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void content(JsonNode node) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                if (!property.getKey().startsWith("_")) {
                    property(property.getKey(), property.getValue());
                }
            }
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                element(String.valueOf(itemName), item);
            }
        } else if (!node.isNull()) {
            escape(node.asString());
        }
    }

    private void property(String name, JsonNode value) {
        if (itemName == null && value.isArray()) {
            for (JsonNode item : value) {
                element(name, item);
            }
        } else if (!value.isNull()) {
            element(name, value);
        }
    }

    private void element(String name, JsonNode value) {
        out.append('<').append(name).append('>');
        content(value);
        out.append("</").append(name).append('>');
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#xD;");
                default -> out.appendCodePoint(isXmlCharacter(c) ? c : 0xFFFD);
            }
        });
    }

    /** XML 1.0, section 2.2: the other characters can't be written at all. */
    private static boolean isXmlCharacter(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
