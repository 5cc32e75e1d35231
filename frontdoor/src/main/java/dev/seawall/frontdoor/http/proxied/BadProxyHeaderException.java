package dev.seawall.frontdoor.http.proxied;

import java.io.IOException;

/** A load balancer's connection does not begin with a whole and correct PROXY header. */
final class BadProxyHeaderException extends IOException {
    private static final long serialVersionUID = 1;

    BadProxyHeaderException(String observed) {
        super(observed);
    }
}
