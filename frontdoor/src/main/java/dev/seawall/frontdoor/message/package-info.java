/**
 * HTTP/1.1 messages as bytes (RFC 9112): heads found, cut into lines and written, bodies taken out of their framing.
 * Strict: what two programs could read differently is malformed. Knows no sockets and no threads.
 */
@NullMarked
package dev.seawall.frontdoor.message;

import org.jspecify.annotations.NullMarked;
