/** Connections through a load balancer that says for whom they are (the PROXY protocol). */
@NullMarked
package dev.seawall.frontdoor.http.proxied;

import org.jspecify.annotations.NullMarked;
