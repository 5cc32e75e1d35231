/** HTTP/1.1 as it is spoken to clients, in place of the server's own connection (docs/decisions/0021). */
@NullMarked
package dev.seawall.frontdoor.http.http1;

import org.jspecify.annotations.NullMarked;
