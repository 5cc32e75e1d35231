/** The compression of heads in HTTP/2 (RFC 7541), as a server needs it that stands before others. */
@NullMarked
package dev.seawall.frontdoor.http.http2.hpack;

import org.jspecify.annotations.NullMarked;
