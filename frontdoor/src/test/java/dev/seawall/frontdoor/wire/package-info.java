/** The front door on real sockets: what the client sent, what it saw, and what the worker received, byte for byte. */
@NullMarked
package dev.seawall.frontdoor.wire;

import org.jspecify.annotations.NullMarked;
