/** Both ends of an exchange on raw sockets, and a strict reader of what arrives there. */
@NullMarked
package dev.seawall.frontdoor.differential.wire;

import org.jspecify.annotations.NullMarked;
