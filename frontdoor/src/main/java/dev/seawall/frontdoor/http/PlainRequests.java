package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.problem.Problem;
import dev.seawall.frontdoor.problem.ProblemResponse;
import dev.seawall.frontdoor.problem.ProblemType;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpURI;
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
        int codings = 0;
        for (HttpField field : request.getHeaders()) {
            if (field.getHeader() == HttpHeader.HOST && !HostRule.allows(field.getValue())) {
                return "the request's Host is not a name or address with an optional port";
            }
            if (field.getHeader() == HttpHeader.TRANSFER_ENCODING) {
                codings++;
                if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0) {
                    return "the request has a Transfer-Encoding, which HTTP/1.0 does not know (RFC 9112 section 6.1)";
                }
                if (codings > 1 || !HttpHeaderValue.CHUNKED.is(stripped(field))) {
                    return "the request has a Transfer-Encoding other than chunked, once";
                }
            }
        }
        if (!isHttp1(request) && !isWritable(request.getHttpURI().getPathQuery())) {
            return "the request's :path holds what HTTP/1.1 cannot carry";
        }
        return findingAgainst(request.getHttpURI(), isHttp1(request));
    }

    private static @Nullable String findingAgainst(HttpURI target, boolean http1) {
        // HTTP/2 names the host in :authority, from which the worker's Host is made.
        String authority = target.getAuthority();
        if (!http1 && authority != null && !HostRule.allows(authority)) {
            return "the request's :authority is not a name or address with an optional port";
        }
        String scheme = target.getScheme();
        if (scheme != null && !HttpScheme.HTTP.is(scheme) && !HttpScheme.HTTPS.is(scheme)) {
            return "the request's target is of a scheme other than http and https";
        }
        return null;
    }

    private static String stripped(HttpField field) {
        return field.getValue() == null ? "" : field.getValue().strip();
    }

    /** HTTP/1.1's reader sees to that itself; in a path, HTTP/2's lets in what no HTTP/1.1 target is (RFC 9112 §3.2). */
    private static boolean isWritable(@Nullable String target) {
        for (int i = 0; target != null && i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHttp1(Request request) {
        return request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion();
    }
}
