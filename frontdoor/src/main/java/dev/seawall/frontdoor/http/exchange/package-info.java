/** A request and its answer as handlers see them, whichever version of HTTP they go by. */
@NullMarked
package dev.seawall.frontdoor.http.exchange;

import org.jspecify.annotations.NullMarked;
