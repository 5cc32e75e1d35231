package dev.seawall.deploy.lab.wire;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One tree serves the answer, the filters and the state file: the fields of a resource are spelled as EC2 spells its
 * XML elements. Thread-safe.
 */
public final class Tree {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .changeDefaultVisibility(visibility -> visibility
                    .withFieldVisibility(Visibility.ANY)
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE))
            .build();

    private Tree() {}

    /** A resource as a tree. */
    public static ObjectNode of(Object resource) {
        return MAPPER.valueToTree(resource);
    }

    /** {@code answer("vpc", vpc)}: a tree with one branch. */
    public static ObjectNode answer(String name, Object value) {
        return MAPPER.createObjectNode().set(name, MAPPER.valueToTree(value));
    }

    /** What EC2 answers when there is nothing to say. */
    public static ObjectNode done() {
        return MAPPER.createObjectNode().put("return", true);
    }

    public static ArrayNode list() {
        return MAPPER.createArrayNode();
    }

    /** {@code value("i-1")}: an attribute, which EC2 wraps. */
    public static ObjectNode value(Object value) {
        return answer("value", value);
    }
}
