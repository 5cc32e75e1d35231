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
            if (equals < 0) {
                return new Refused("a parameter has no value");
            }
            String name = parameter.substring(0, equals);
            if (!List.of("prefix", "delimiter", "after", "limit").contains(name)) {
                return new Refused("a parameter is none of prefix, delimiter, after and limit");
            }
            switch (PercentEncoding.decode(parameter.substring(equals + 1))) {
                case PercentEncoding.Unreadable unreadable -> {
                    return new Refused(name + " cannot be read: " + unreadable.why());
                }
                case PercentEncoding.Text text -> {
                    if (given.put(name, text.value()) != null) {
                        return new Refused(name + " is given more than once");
                    }
                }
            }
        }
        String limit = given.getOrDefault("limit", String.valueOf(ListingQuery.MAX_LIMIT));
        if (!limit.matches("[0-9]{1,4}")
                || Integer.parseInt(limit) < 1
                || Integer.parseInt(limit) > ListingQuery.MAX_LIMIT) {
            return new Refused("limit must be 1 to " + ListingQuery.MAX_LIMIT);
        }
        String delimiter = given.getOrDefault("delimiter", "");
        return new Asked(new ListingQuery(
                given.getOrDefault("prefix", ""),
                delimiter.isEmpty() ? null : delimiter,
                given.getOrDefault("after", ""),
                Integer.parseInt(limit)));
    }
}
