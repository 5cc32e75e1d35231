package dev.seawall.deploy.lab.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who signs, and for which region and service: the scope of a Signature Version 4. Any key is let in, and the signature
 * itself can't be checked without the secret; what is malformed is refused as AWS refuses it. Immutable.
 *
 * <pre>
 * Authorization: AWS4-HMAC-SHA256 Credential=KEY/20261122/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=hex
 * </pre>
 */
public record Credential(String accessKey, String region, String service) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Pattern SCOPE =
            Pattern.compile("([^/\\s]{3,128})/(\\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public static Credential fromHeader(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            throw new ApiError(
                    403,
                    "MissingAuthenticationToken",
                    "The request must contain either a valid (registered) AWS access key ID or X.509 certificate.");
        }
        if (!authorization.startsWith(ALGORITHM + " ")) {
            throw new ApiError("IncompleteSignature", "Unsupported AWS 'algorithm': expected " + ALGORITHM + ".");
        }
        Map<String, String> fields = new HashMap<>();
        for (String field : authorization.substring(ALGORITHM.length()).strip().split("\\s*,\\s*", -1)) {
            int equals = field.indexOf('=');
            fields.put(equals < 0 ? field : field.substring(0, equals), field.substring(equals + 1));
        }
        for (String name : List.of("Credential", "SignedHeaders", "Signature")) {
            if (fields.getOrDefault(name, "").isEmpty()) {
                throw new ApiError("IncompleteSignature", "Authorization header requires '" + name + "' parameter.");
            }
        }
        if (!HEX.matcher(fields.getOrDefault("Signature", "")).matches()) {
            throw new ApiError("IncompleteSignature", "The signature is not 64 hexadecimal digits.");
        }
        return scope(fields.getOrDefault("Credential", ""));
    }

    /** {@code KEY/date/region/service/aws4_request}, as the header and a presigned URL carry it. */
    public static Credential scope(String text) {
        var matcher = SCOPE.matcher(text);
        if (!matcher.matches()) {
            throw new ApiError(
                    "IncompleteSignature",
                    "Credential must have exactly 5 slash-delimited elements, e.g."
                            + " keyid/date/region/service/aws4_request, got '" + text + "'.");
        }
        return new Credential(matcher.group(1), matcher.group(3), matcher.group(4));
    }
}
