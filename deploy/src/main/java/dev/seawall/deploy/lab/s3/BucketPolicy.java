package dev.seawall.deploy.lab.s3;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A bucket's policy, as far as one is understood here: it lets anybody read some objects through some VPC endpoints.
 *
 * <pre>
 * {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
 *  "Resource": "arn:aws:s3:::BUCKET/rotation/*", "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-…"}}}]}
 * </pre>
 *
 * Anything else is refused when it is put, never misread later. Immutable.
 */
record BucketPolicy(List<Statement> statements) {
    private static final Set<String> KEYS = Set.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");

    /** Read these objects through one of these endpoints. */
    private record Statement(List<Pattern> resources, List<String> endpoints) {}

    /** A text that S3 would refuse, or that says what is not understood here, is an ApiError. */
    static BucketPolicy parse(String text, String bucket) {
        JsonNode root;
        try {
            root = Tree.MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw malformed("This policy contains invalid Json");
        }
        if (!root.path("Version").asString("").equals("2012-10-17")
                || root.path("Statement").isMissingNode()) {
            throw malformed("Policies must have Version 2012-10-17 and a Statement");
        }
        List<Statement> statements = new ArrayList<>();
        JsonNode list = root.path("Statement");
        for (JsonNode statement : list.isArray() ? list : Tree.list().add(list)) {
            statements.add(statement(statement, bucket));
        }
        return new BucketPolicy(List.copyOf(statements));
    }

    private static Statement statement(JsonNode statement, String bucket) {
        for (var field : statement.properties()) {
            if (!KEYS.contains(field.getKey())) {
                throw malformed("Unknown field " + field.getKey());
            }
        }
        JsonNode principal = statement.path("Principal");
        boolean everybody = principal.asString("").equals("*")
                || strings(principal.path("AWS")).equals(List.of("*"));
        if (!statement.path("Effect").asString("").equals("Allow")
                || !everybody
                || !strings(statement.path("Action")).equals(List.of("s3:GetObject"))) {
            throw notUnderstood("a statement other than Allow, Principal *, Action s3:GetObject");
        }
        List<Pattern> resources = new ArrayList<>();
        for (String resource : strings(statement.path("Resource"))) {
            if (!resource.startsWith("arn:aws:s3:::" + bucket + "/")) {
                throw malformed("Policy has invalid resource");
            }
            resources.add(Pattern.compile(("\\Q" + resource + "\\E").replace("*", "\\E.*\\Q")));
        }
        if (resources.isEmpty()) {
            throw malformed("Missing required field Resource");
        }
        return new Statement(resources, endpoints(statement.path("Condition")));
    }

    private static List<String> endpoints(JsonNode condition) {
        if (condition.isMissingNode()) {
            // The account's default.
            throw new ApiError(
                    403,
                    "AccessDenied",
                    "Access Denied because public policies are prevented by the BlockPublicPolicy setting in S3 Block"
                            + " Public Access.");
        }
        List<String> endpoints = strings(condition.path("StringEquals").path("aws:SourceVpce"));
        boolean onlyThat =
                condition.size() == 1 && condition.path("StringEquals").size() == 1;
        if (endpoints.isEmpty() || !onlyThat) {
            throw notUnderstood("a condition other than StringEquals aws:SourceVpce");
        }
        return endpoints;
    }

    /** One string, or a list of them. */
    private static List<String> strings(JsonNode node) {
        List<String> strings = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : Tree.list().add(node)) {
            if (one.isString()) {
                strings.add(one.asString());
            }
        }
        return strings;
    }

    private static ApiError malformed(String why) {
        return new ApiError("MalformedPolicy", why);
    }

    private static ApiError notUnderstood(String what) {
        return new ApiError(501, "NotImplemented", "This policy has what is not implemented here: " + what);
    }

    /** Whether anybody who comes through these endpoints may read an object. */
    boolean letsRead(String bucket, String key, Set<String> endpointsPassed) {
        String resource = "arn:aws:s3:::" + bucket + "/" + key;
        return statements.stream()
                .anyMatch(statement -> statement.resources.stream()
                                .anyMatch(pattern -> pattern.matcher(resource).matches())
                        && statement.endpoints.stream().anyMatch(endpointsPassed::contains));
    }
}
