package dev.seawall.frontdoor.http.http1;

import dev.seawall.frontdoor.http.exchange.ConnectionFacts;
import dev.seawall.frontdoor.message.BodyReader;
import dev.seawall.frontdoor.message.FieldLine;
import dev.seawall.frontdoor.message.Framing;
import dev.seawall.frontdoor.message.MalformedException;
import dev.seawall.frontdoor.message.RequestLine;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

/**
 * One request's head: gathered field by field, then checked for what the parser leaves open (RFC 9112 §3.2, §9.3,
 * RFC 9110 §7.2, §7.8, §10.1.1).
 *
 * <p>Thread rule: filled by one thread, read-only from then on.
 */
final class RequestHead {
    private final String method;
    private final boolean asterisk;
    private final HttpURI.Mutable uri;
    private final HttpVersion version;
    private final HttpFields.Mutable fields = HttpFields.build();
    private final Framing framing = new Framing();
    private @Nullable String host;
    private boolean close;
    private boolean keepAlive;
    private boolean upgradeOption;
    private boolean upgrade;
    private boolean expectsContinue;
    private boolean expectsElse;

    /** @throws MalformedException when the target is none */
    RequestHead(RequestLine line) throws MalformedException {
        this(line.method(), target(line), line.target().equals("*"), line.version());
        if ((uri.getPath() == null || uri.getPath().isEmpty()) && uri.isAbsolute() && uri.hasAuthority()) {
            uri.path("/");
        }
    }

    private RequestHead(String method, HttpURI.Mutable uri, boolean asterisk, HttpVersion version) {
        this.method = method;
        this.asterisk = asterisk;
        this.uri = uri;
        this.version = version;
    }

    private static HttpURI.Mutable target(RequestLine line) throws MalformedException {
        try {
            return HttpURI.build(line.method(), line.target());
        } catch (IllegalArgumentException e) {
            throw new MalformedException("a target that is none");
        }
    }

    /** Stands for a request line that could not be read, but perhaps for its method. */
    static RequestHead unreadable(boolean head) {
        String method = head ? HttpMethod.HEAD.asString() : "BAD";
        return new RequestHead(method, HttpURI.build("/badMessage"), false, HttpVersion.HTTP_1_0);
    }

    void add(FieldLine field) throws MalformedException {
        HttpHeader header = field.getHeader();
        if (header != null) {
            String value = field.getValue() == null ? "" : field.getValue();
            switch (header) {
                case HOST -> {
                    if (host != null) {
                        throw new MalformedException("more than one Host");
                    }
                    host = value;
                }
                case CONTENT_LENGTH, TRANSFER_ENCODING -> framing.add(field);
                case CONNECTION -> {
                    close |= field.contains(HttpHeaderValue.CLOSE.asString());
                    keepAlive |= field.contains(HttpHeaderValue.KEEP_ALIVE.asString());
                    upgradeOption |= field.contains(HttpHeaderValue.UPGRADE.asString());
                }
                case UPGRADE -> upgrade = true;
                case EXPECT -> noteExpectations(value);
                default -> {}
            }
        }
        fields.add(field);
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

    /**
     * The head has ended.
     *
     * @param here whom the request is for when it does not name a host
     * @throws HttpException.RuntimeException when it is to be refused
     */
    void complete(ConnectionFacts here) {
        UriCompliance allowed = here.getHttpConfiguration().getUriCompliance();
        for (UriCompliance.Violation violation : uri.getViolations()) {
            if (!allowed.allows(violation)) {
                throw malformed(violation.getDescription());
            }
        }
        HostPort named = host == null ? null : here.hostPort(host);
        checkHost(named);
        nameTarget(here, named);
        checkPath();
        if (version == HttpVersion.HTTP_1_1 && expectsElse) {
            throw new HttpException.RuntimeException(HttpStatus.EXPECTATION_FAILED_417);
        }
        if (version == HttpVersion.HTTP_1_1 && upgrade && !upgradeOption) {
            throw malformed("Upgrade without the connection option of that name");
        }
    }

    private static HttpException.RuntimeException malformed(String why) {
        return new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, why);
    }

    private void checkHost(@Nullable HostPort named) {
        if (named == null) {
            if (version == HttpVersion.HTTP_1_1) {
                throw malformed("No Host");
            }
            return;
        }
        if (uri.isAbsolute() && !Objects.equals(host, uri.getAuthority())) {
            throw malformed("Authority!=Host");
        }
        String name = named.getHost();
        if (!uri.isAbsolute() && (name == null || name.isBlank())) {
            throw malformed("Blank Host");
        }
    }

    /** Completes the target to an absolute one (RFC 9112 §3.3). */
    private void nameTarget(ConnectionFacts here, @Nullable HostPort byHost) {
        if (!uri.isAbsolute()) {
            uri.scheme(here.isSecure() ? HttpScheme.HTTPS : HttpScheme.HTTP);
        }
        if (uri.getAuthority() == null && !HttpMethod.CONNECT.is(method)) {
            HostPort named = byHost == null ? here.getServerAuthority() : byHost;
            int port = named.getPort();
            try {
                uri.authority(named.getHost(), port == URIUtil.getDefaultPortForScheme(uri.getScheme()) ? -1 : port);
            } catch (IllegalArgumentException e) {
                throw malformed("a target without a slash in front");
            }
        }
        if (uri.getPath() == null) {
            uri.path("/");
        }
    }

    /** RFC 9112 §3.2: without a slash in front it is authority-form or asterisk-form, which few methods may use. */
    private void checkPath() {
        String path = uri.getCanonicalPath();
        boolean otherForm = HttpMethod.CONNECT.is(method) || HttpMethod.OPTIONS.is(method) || HttpMethod.PRI.is(method);
        if (path != null && !path.startsWith("/") && !otherForm) {
            throw malformed("Bad URI path");
        }
    }

    String method() {
        return method;
    }

    HttpURI uri() {
        return uri;
    }

    HttpVersion version() {
        return version;
    }

    HttpFields fields() {
        return fields;
    }

    /** -1 when it is not known before the body's end, or when there is none. */
    long length() {
        return framing.length();
    }

    /**
     * How its body is read.
     *
     * @param mostTrailerBytes of the section behind the last chunk
     * @throws MalformedException when its end can't be told (RFC 9112 §6.3)
     */
    BodyReader body(int mostTrailerBytes) throws MalformedException {
        if (framing.isCoded() && !framing.isChunked()) {
            throw new MalformedException("a Transfer-Encoding that does not end with chunked");
        }
        return framing.isChunked()
                ? BodyReader.chunked(mostTrailerBytes)
                : BodyReader.ofLength(Math.max(0, framing.length()));
    }

    /** Whether the client means to send another request on this connection (RFC 9112 §9.3). */
    boolean persists() {
        return !close && (version == HttpVersion.HTTP_1_1 || (version == HttpVersion.HTTP_1_0 && keepAlive));
    }

    /** RFC 9110 §10.1.1: in HTTP/1.0 it must be ignored. */
    boolean expectsContinue() {
        return expectsContinue && version == HttpVersion.HTTP_1_1;
    }

    /** Whether the answer may be the beginning of another protocol. */
    boolean mayUpgrade() {
        return upgrade;
    }

    /** The beginning of HTTP/2 by prior knowledge, as it looks to a reader of HTTP/1.1 (RFC 9113 §3.4). */
    boolean isPreface() {
        return version == HttpVersion.HTTP_2 && HttpMethod.PRI.is(method) && asterisk && fields.size() == 0;
    }

    MetaData.Request metaData() {
        return new MetaData.Request(method, uri.asImmutable(), version, fields, length());
    }
}
