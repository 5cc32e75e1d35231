package dev.seawall.frontdoor.http.http2;

import dev.seawall.frontdoor.http.http2.hpack.FieldKind;
import dev.seawall.frontdoor.http.http2.hpack.HpackField;
import dev.seawall.frontdoor.http.patience.HttpLimits;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.jspecify.annotations.Nullable;

/**
 * One request's head: gathered field by field, then checked (RFC 9113 §8.1.1, §8.2, §8.3). What is malformed is not
 * answered; what is well formed and yet refused is, by the same rules as in HTTP/1.1.
 *
 * <p>Thread rule: filled by one thread, read-only from then on.
 */
final class RequestHead implements Consumer<HpackField> {
    private final int mostBytes;
    private final HttpFields.Mutable fields = HttpFields.build();
    private HttpURI.Mutable uri = HttpURI.build("/");
    private long bytes;
    private @Nullable String method;
    private @Nullable String scheme;
    private @Nullable String authority;
    private @Nullable String path;
    private @Nullable String host;
    private @Nullable HttpField cookie;
    private @Nullable StringBuilder cookies;
    private @Nullable String flaw;
    private boolean fieldsBegun;
    private long length = -1;
    private boolean expectsContinue;
    private boolean expectsElse;

    /** @param mostBytes of fields, as RFC 7541 §4.1 counts them */
    RequestHead(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public void accept(HpackField field) {
        bytes += field.size();
        if (bytes > mostBytes) {
            return;
        }
        if (field.isPseudo() && fieldsBegun) {
            flaw(field.field().getName() + " behind a field");
        }
        fieldsBegun |= !field.isPseudo();
        String value = field.value();
        switch (field.kind()) {
            case METHOD -> method = once(method, value, field);
            case SCHEME -> scheme = once(scheme, value, field);
            case AUTHORITY -> authority = once(authority, value, field);
            case PATH -> path = once(path, value, field);
            case PLAIN -> fields.add(field.field());
            case COOKIE -> crumb(field.field(), value);
            case HOST -> {
                host = once(host, value, field);
                fields.add(field.field());
            }
            case CONTENT_LENGTH -> {
                if (length >= 0) {
                    flaw("two of content-length");
                }
                length = number(value);
                fields.add(field.field());
            }
            case EXPECT -> {
                noteExpectations(value);
                fields.add(field.field());
            }
            case TE -> {
                if (!value.equalsIgnoreCase("trailers")) {
                    flaw("te that is not trailers");
                }
                fields.add(field.field());
            }
            case OTHER_PSEUDO, OF_CONNECTION, MALFORMED ->
                flaw("a field that is " + field.kind() + ": " + field.nameKind());
        }
    }

    private void flaw(String found) {
        if (flaw == null) {
            flaw = found;
        }
    }

    private String once(@Nullable String before, String value, HpackField field) {
        if (before != null) {
            flaw("two of " + field.field().getName());
        }
        return value;
    }

    /** RFC 9113 §8.2.3: one field further on. */
    private void crumb(HttpField field, String value) {
        if (cookie == null) {
            cookie = field;
            return;
        }
        if (cookies == null) {
            cookies = new StringBuilder(cookie.getValue() == null ? "" : cookie.getValue());
        }
        cookies.append("; ").append(value);
    }

    private long number(String value) {
        boolean digits = !value.isEmpty() && value.length() <= 18;
        for (int i = 0; i < value.length(); i++) {
            digits &= value.charAt(i) >= '0' && value.charAt(i) <= '9';
        }
        if (!digits) {
            flaw("a content-length that is no number");
        }
        return digits ? Long.parseLong(value) : 0;
    }

    private void noteExpectations(String value) {
        for (String expectation : value.split(",", -1)) {
            switch (expectation.strip().toLowerCase(Locale.ROOT)) {
                case "" -> {}
                case "100-continue" -> expectsContinue = true;
                default -> expectsElse = true;
            }
        }
    }

    /** What makes the request malformed (RFC 9113 §8.1.1); null for nothing. */
    @Nullable
    String flaw(boolean endStream) {
        if (flaw != null || bytes > mostBytes) {
            return flaw;
        }
        if (method == null || !isToken(method)) {
            return "no :method, or none that is a token";
        }
        if (HttpMethod.CONNECT.is(method)) {
            return scheme == null && path == null && authority != null ? null : "CONNECT with more than :authority";
        }
        if (scheme == null || path == null || !isPath(method, path)) {
            return "no :scheme, or no :path that is one";
        }
        return endStream && length > 0 ? "a content-length without content" : null;
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!FieldKind.isOfToken(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isPath(String method, String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) <= ' ' || path.charAt(i) == 0x7f) {
                return false;
            }
        }
        return path.startsWith("/") || (path.equals("*") && HttpMethod.OPTIONS.is(method));
    }

    /**
     * Makes of it what handlers see.
     *
     * @throws HttpException.RuntimeException when it is to be refused
     */
    void complete(ConnectionMetaData here) {
        if (cookie != null) {
            fields.add(cookies == null ? cookie : new HttpField(HttpHeader.COOKIE, cookies.toString()));
        }
        HttpLimits limits = HttpLimits.of(here.getHttpConfiguration());
        if (bytes > mostBytes || fields.size() > limits.fields()) {
            throw new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
        }
        if (path != null && path.length() > limits.targetBytes()) {
            throw new HttpException.RuntimeException(HttpStatus.URI_TOO_LONG_414);
        }
        if (scheme != null && !HttpScheme.HTTP.is(scheme) && !HttpScheme.HTTPS.is(scheme)) {
            throw refused("Bad scheme");
        }
        if (host != null && authority != null && !host.equals(authority)) {
            throw refused("Authority!=Host");
        }
        String named = authority == null ? host : authority;
        if (named == null || named.isEmpty()) {
            throw refused(named == null ? "No Host" : "Blank Host");
        }
        try {
            uri = HttpURI.build(method(), path == null ? named : path);
            uri.scheme(here.isSecure() ? HttpScheme.HTTPS : HttpScheme.HTTP);
            uri.authority(named);
        } catch (IllegalArgumentException e) {
            throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, "Bad URI", e);
        }
        UriCompliance allowed = here.getHttpConfiguration().getUriCompliance();
        for (UriCompliance.Violation violation : uri.getViolations()) {
            if (!allowed.allows(violation)) {
                throw refused(violation.getDescription());
            }
        }
        if (expectsElse) {
            throw new HttpException.RuntimeException(HttpStatus.EXPECTATION_FAILED_417);
        }
    }

    private static HttpException.RuntimeException refused(String why) {
        return new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, why);
    }

    String method() {
        return method == null ? "BAD" : method;
    }

    HttpURI uri() {
        return uri;
    }

    HttpFields fields() {
        return fields;
    }

    /** -1 when it is not known before the body's end. */
    long length() {
        return length;
    }

    boolean expectsContinue() {
        return expectsContinue;
    }
}
