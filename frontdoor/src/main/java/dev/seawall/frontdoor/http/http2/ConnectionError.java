package dev.seawall.frontdoor.http.http2;

import java.io.IOException;

/** What a client did after which its connection cannot go on (RFC 9113 §5.4.1). */
final class ConnectionError extends IOException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final ConnectionEnd reason;

    ConnectionError(ErrorCode code, String observed) {
        this(code, ConnectionEnd.PROTOCOL, observed);
    }

    ConnectionError(ConnectionEnd abuse, String observed) {
        this(ErrorCode.ENHANCE_YOUR_CALM, abuse, observed);
    }

    private ConnectionError(ErrorCode code, ConnectionEnd reason, String observed) {
        super(observed);
        this.code = code;
        this.reason = reason;
    }

    ErrorCode code() {
        return code;
    }

    ConnectionEnd reason() {
        return reason;
    }
}
