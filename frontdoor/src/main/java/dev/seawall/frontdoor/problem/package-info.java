/** How this front door says that something went wrong (RFC 9457; docs/protocol.md section 7). */
@NullMarked
package dev.seawall.frontdoor.problem;

import org.jspecify.annotations.NullMarked;
