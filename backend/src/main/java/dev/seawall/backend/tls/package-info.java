/** Certificates: read, watched, and who is let in by theirs. Plain Java. */
@NullMarked
package dev.seawall.backend.tls;

import org.jspecify.annotations.NullMarked;
