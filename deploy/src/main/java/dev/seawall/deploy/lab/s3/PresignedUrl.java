package dev.seawall.deploy.lab.s3;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Credential;
import dev.seawall.deploy.lab.wire.Parameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Signature Version 4 in a query string ({@code X-Amz-Date}, {@code X-Amz-Expires}, …). The signature can't be checked
 * without the secret; its form and its time are. Stateless.
 */
public final class PresignedUrl {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final int WEEK_SECONDS = 604_800;

    private PresignedUrl() {}

    public static Credential check(Parameters query, Instant now) {
        for (String name : List.of("Credential", "Date", "Expires", "SignedHeaders", "Signature")) {
            if (query.text("X-Amz-" + name, "").isEmpty()) {
                throw malformed("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                        + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
            }
        }
        int seconds = query.integer("X-Amz-Expires", 0);
        if (seconds < 1 || seconds > WEEK_SECONDS) {
            throw malformed("X-Amz-Expires must be 1 to " + WEEK_SECONDS + " seconds");
        }
        Instant signed;
        try {
            signed = LocalDateTime.parse(query.text("X-Amz-Date"), DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }
        if (now.isAfter(signed.plusSeconds(seconds))) {
            throw new ApiError(403, "AccessDenied", "Request has expired");
        }
        return Credential.scope(query.text("X-Amz-Credential"));
    }

    private static ApiError malformed(String why) {
        return new ApiError("AuthorizationQueryParametersError", why);
    }
}
