/** Our own HTTP/2 to clients (RFC 9113): one connection, its streams, and what is allowed on them. */
@NullMarked
package dev.seawall.frontdoor.http.http2;

import org.jspecify.annotations.NullMarked;
