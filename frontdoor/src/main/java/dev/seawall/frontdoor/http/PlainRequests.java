package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.problem.Problem;
import dev.seawall.frontdoor.problem.ProblemResponse;
import dev.seawall.frontdoor.problem.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what the server's parser lets through but another program could read differently. The connection ends
 * there, for what follows may not be the next request.
 *
 * <p>Thread rule: stateless.
 */
final class PlainRequests extends Handler.Wrapper {
    /** Narrower than RFC 3986 §3.2.2: nothing percent-encoded and no sub-delimiters, which no host name needs. */
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7E]*");

    PlainRequests(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String finding = findingAgainst(request);
        if (finding == null) {
            return super.handle(request, response, callback);
        }
        if (isHttp1(request)) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        ProblemResponse.write(Problem.of(ProblemType.BAD_REQUEST, finding), request, response, callback);
        return true;
    }

    private static @Nullable String findingAgainst(Request request) {
        HttpFields fields = request.getHeaders();
        List<String> codings = fields.getValuesList(HttpHeader.TRANSFER_ENCODING);
        if (!codings.isEmpty() && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0) {
            return "the request has a Transfer-Encoding, which HTTP/1.0 does not know (RFC 9112 section 6.1)";
        }
        if (!codings.isEmpty() && !isChunkedOnce(codings)) {
            return "the request has a Transfer-Encoding other than chunked, once";
        }
        for (HttpField field : fields) {
            if (field.getHeader() == HttpHeader.HOST && !isHost(field.getValue())) {
                return "the request's Host is not a name or address with an optional port";
            }
        }
        if (!isHttp1(request) && !isWritable(request)) {
            return "the request's head holds what HTTP/1.1 cannot carry";
        }
        // HTTP/2 names the host in :authority, from which the worker's Host is made.
        String authority = request.getHttpURI().getAuthority();
        if (!isHttp1(request) && authority != null && !isHost(authority)) {
            return "the request's :authority is not a name or address with an optional port";
        }
        String scheme = request.getHttpURI().getScheme();
        if (scheme != null && !scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            return "the request's target is of a scheme other than http and https";
        }
        return null;
    }

    /** HTTP/1.1's parser sees to that itself; HTTP/2's lets other bytes into what HTTP/1.1 reads as tokens (RFC 9110 §5.6.2). */
    private static boolean isWritable(Request request) {
        String target = request.getHttpURI().getPathQuery();
        return TOKEN.matcher(request.getMethod()).matches()
                && (target == null || VISIBLE.matcher(target).matches())
                && request.getHeaders().stream()
                        .allMatch(field -> TOKEN.matcher(field.getName()).matches());
    }

    private static boolean isHost(@Nullable String value) {
        return value != null && HOST.matcher(value).matches();
    }

    private static boolean isChunkedOnce(List<String> codings) {
        return codings.size() == 1
                && codings.getFirst().strip().toLowerCase(Locale.ROOT).equals("chunked");
    }

    private static boolean isHttp1(Request request) {
        return request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion();
    }
}
