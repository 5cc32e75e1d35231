/**
 * Threads that each carry whole exchanges: a client's connection and the connection to its worker share one thread,
 * which waits for both sockets and never blocks in between. On Jetty's selectors and endpoints.
 */
@NullMarked
package dev.seawall.frontdoor.loops;

import org.jspecify.annotations.NullMarked;
