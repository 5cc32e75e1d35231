package dev.seawall.deploy.lab.world;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How EC2 describes any kind of resource: by ids, or filtered and in pages.
 *
 * @param idParameter the list of ids ({@code VolumeId})
 * @param set the element of the answer ({@code volumeSet})
 * @param filters as {@link Filters#Filters} reads them
 */
public record Listing(String idParameter, String set, Filters filters) {
    public Listing(String idParameter, String set, String filters) {
        this(idParameter, set, new Filters(filters));
    }

    private static final String TOKEN_PREFIX = "from:";

    /** What every describe may be given, besides its own. */
    public String parameters() {
        return idParameter + " Filter MaxResults NextToken";
    }

    public <T extends Resource> ObjectNode answer(Parameters in, Shelf<T> shelf, Function<T, ObjectNode> view) {
        return page(in, shelf.named(in.list(idParameter)).stream().map(view).toList());
    }

    /** The answer out of what the ids left over. */
    public ObjectNode page(Parameters in, List<? extends JsonNode> candidates) {
        List<? extends JsonNode> found =
                candidates.stream().filter(filters.read(in)).toList();
        boolean byId = !idParameter.isEmpty() && in.has(idParameter);
        int size = pageSize(in, byId);
        int from = offset(in);
        int to = Math.min(found.size(), from + size);
        ObjectNode answer = Tree.answer(set, from < to ? found.subList(from, to) : List.of());
        if (to < found.size()) {
            answer.put("nextToken", token(to));
        }
        return answer;
    }

    private static int pageSize(Parameters in, boolean byId) {
        if (!in.has("MaxResults")) {
            return Integer.MAX_VALUE / 2;
        }
        if (byId) {
            throw ApiError.invalidCombination("The parameter MaxResults cannot be used with ids in the same request");
        }
        int size = in.integer("MaxResults", 0);
        if (size < 5 || size > 1000) {
            throw ApiError.invalidValue("Value ( " + size + " ) for parameter maxResults is invalid. Expecting a value "
                    + (size < 5 ? "greater than 5." : "less than 1000."));
        }
        return size;
    }

    private static String token(int offset) {
        byte[] bytes = (TOKEN_PREFIX + offset).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int offset(Parameters in) {
        String token = in.text("NextToken", "");
        if (token.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(TOKEN_PREFIX)) {
                return Integer.parseUnsignedInt(text.substring(TOKEN_PREFIX.length()));
            }
        } catch (IllegalArgumentException e) {
            // Falls through: not a token of ours.
        }
        throw ApiError.invalidValue("Unable to parse pagination token");
    }
}
