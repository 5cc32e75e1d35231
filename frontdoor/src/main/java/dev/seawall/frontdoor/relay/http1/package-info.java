/** HTTP/1.1 towards the workers (RFC 9112), on Jetty's endpoints and parser. */
@NullMarked
package dev.seawall.frontdoor.relay.http1;

import org.jspecify.annotations.NullMarked;
