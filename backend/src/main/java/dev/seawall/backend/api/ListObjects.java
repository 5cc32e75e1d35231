package dev.seawall.backend.api;

import dev.seawall.backend.store.ListingPage;
import dev.seawall.backend.store.ListingQuery;
import dev.seawall.backend.store.ObjectMeta;
import dev.seawall.backend.store.ObjectStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /v1/objects} (docs/protocol.md section 5). Thread rule: thread-safe. */
final class ListObjects {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<String> PARAMETERS = List.of("prefix", "delimiter", "after", "limit");

    private final ObjectStore store;

    ListObjects(ObjectStore store) {
        this.store = store;
    }

    void handle(Exchange exchange) throws IOException {
        switch (parse(exchange.request().getHttpURI().getQuery())) {
            case Refused unreadable -> exchange.refuse(Problem.Type.BAD_LISTING, unreadable.why());
            case Asked readable -> exchange.answer(200, "application/json", json(store.list(readable.query())));
        }
    }

    static byte[] json(ListingPage page) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("objects", page.objects().stream().map(ListObjects::object).toList());
        fields.put("prefixes", page.prefixes());
        if (page.next() != null) {
            fields.put("next", page.next());
        }
        return JSON.writeValueAsBytes(fields);
    }

    private static Map<String, Object> object(ObjectMeta meta) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", meta.key().text());
        fields.put("size", meta.size());
        fields.put("etag", meta.etag());
        fields.put("modified", meta.modified().toString());
        fields.put("contentType", meta.contentType());
        return fields;
    }

    /** What a query string says. */
    sealed interface Parsed {}

    record Asked(ListingQuery query) implements Parsed {}

    record Refused(String why) implements Parsed {}

    static Parsed parse(@Nullable String query) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String parameter : query == null || query.isEmpty() ? List.<String>of() : List.of(query.split("&", -1))) {
            int equals = parameter.indexOf('=');
            String name = text(equals < 0 ? parameter : parameter.substring(0, equals));
            String value = text(equals < 0 ? "" : parameter.substring(equals + 1));
            if (name == null || value == null) {
                return new Refused("a parameter of the query is not percent-encoded UTF-8");
            }
            if (!PARAMETERS.contains(name)) {
                return new Refused("the query holds an unknown parameter; known: " + String.join(", ", PARAMETERS));
            }
            if (given.put(name, value) != null) {
                return new Refused("the query holds " + name + " twice");
            }
        }
        String limit = given.getOrDefault("limit", String.valueOf(ListingQuery.MAX_LIMIT));
        if (!limit.matches("[0-9]{1,4}")
                || Integer.parseInt(limit) < 1
                || Integer.parseInt(limit) > ListingQuery.MAX_LIMIT) {
            return new Refused("limit is not a number from 1 to " + ListingQuery.MAX_LIMIT);
        }
        String delimiter = given.getOrDefault("delimiter", "");
        return new Asked(new ListingQuery(
                given.getOrDefault("prefix", ""),
                delimiter.isEmpty() ? null : delimiter,
                given.getOrDefault("after", ""),
                Integer.parseInt(limit)));
    }

    private static @Nullable String text(String encoded) {
        return PercentEncoding.decode(encoded) instanceof PercentEncoding.Text text ? text.value() : null;
    }
}
