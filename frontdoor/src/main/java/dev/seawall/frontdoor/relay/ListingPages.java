package dev.seawall.frontdoor.relay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merges the workers' listing pages into the one page that a single worker holding all their objects would have
 * given (docs/protocol.md section 5). Fields of an object that aren't known here are kept.
 *
 * <p>Thread rule: pure functions.
 */
public final class ListingPages {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ListingPages() {}

    /** A worker's page is not one: truncated, not JSON, or of another shape. */
    public static final class BadPageException extends Exception {
        private static final long serialVersionUID = 1;

        /** Which of the pages, from 0. */
        private final int page;

        private BadPageException(int page, String observed) {
            super(observed);
            this.page = page;
        }

        public int page() {
            return page;
        }
    }

    /**
     * Merges.
     *
     * <p>Each page holds its worker's first entries after the same {@code after}. A worker with more than it shows
     * says so with {@code next}, and nothing is known of it beyond that entry; so the merged page ends there too, if
     * not earlier by the limit.
     *
     * @param pages JSON, one of each worker
     * @param limit entries on the merged page
     * @throws BadPageException for the first page that can't be read
     */
    public static byte[] merge(List<byte[]> pages, int limit) throws BadPageException {
        SortedMap<byte[], JsonNode> entries = new TreeMap<>(Arrays::compareUnsigned);
        byte[] knownUpTo = null;
        for (int i = 0; i < pages.size(); i++) {
            byte[] next = read(pages.get(i), i, entries);
            if (next != null && (knownUpTo == null || Arrays.compareUnsigned(next, knownUpTo) < 0)) {
                knownUpTo = next;
            }
        }
        return write(entries, limit, knownUpTo);
    }

    /** Adds a page's entries; returns its {@code next}, null when the page is its worker's last. */
    private static byte @Nullable [] read(byte[] page, int index, Map<byte[], JsonNode> entries)
            throws BadPageException {
        JsonNode root;
        try {
            root = JSON.readTree(page);
        } catch (JacksonException e) {
            throw new BadPageException(index, "a listing page that is not JSON (" + page.length + " bytes)");
        }
        SortedMap<byte[], JsonNode> own = new TreeMap<>(Arrays::compareUnsigned);
        for (JsonNode object : array(root, "objects", index)) {
            own.put(utf8(object.path("key"), "objects[].key", index), object);
        }
        for (JsonNode prefix : array(root, "prefixes", index)) {
            own.put(utf8(prefix, "prefixes[]", index), prefix);
        }
        entries.putAll(own);
        JsonNode nextField = root.path("next");
        if (nextField.isMissingNode() || nextField.isNull()) {
            return null;
        }
        byte[] next = utf8(nextField, "next", index);
        if (own.isEmpty() || !Arrays.equals(next, own.lastKey())) {
            throw new BadPageException(index, "a listing page whose next is not its last entry");
        }
        return next;
    }

    private static byte[] write(SortedMap<byte[], JsonNode> entries, int limit, byte @Nullable [] knownUpTo) {
        ObjectNode merged = JSON.createObjectNode();
        ArrayNode objects = merged.putArray("objects");
        ArrayNode prefixes = merged.putArray("prefixes");
        int count = 0;
        byte[] last = null;
        boolean more = knownUpTo != null;
        for (Map.Entry<byte[], JsonNode> entry : entries.entrySet()) {
            boolean beyond = knownUpTo != null && Arrays.compareUnsigned(entry.getKey(), knownUpTo) > 0;
            if (count == limit || beyond) {
                more = true;
                break;
            }
            (entry.getValue().isString() ? prefixes : objects).add(entry.getValue());
            last = entry.getKey();
            count++;
        }
        if (more && last != null) {
            merged.put("next", new String(last, StandardCharsets.UTF_8));
        }
        return JSON.writeValueAsBytes(merged);
    }

    private static JsonNode array(JsonNode root, String field, int index) throws BadPageException {
        JsonNode array = root.path(field);
        if (!array.isArray()) {
            throw new BadPageException(index, "a listing page without the array " + field);
        }
        return array;
    }

    private static byte[] utf8(JsonNode text, String field, int index) throws BadPageException {
        if (!text.isString()) {
            throw new BadPageException(index, "a listing page whose " + field + " is not text");
        }
        return text.asString().getBytes(StandardCharsets.UTF_8);
    }
}
