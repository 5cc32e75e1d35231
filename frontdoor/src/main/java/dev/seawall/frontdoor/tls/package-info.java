/** Certificates: read, watched, shown to others and judged. Plain Java. */
@NullMarked
package dev.seawall.frontdoor.tls;

import org.jspecify.annotations.NullMarked;
