/** Polite clients against servers made of raw sockets; the probe against a real nbdkit and against bad servers. */
@NullMarked
package dev.seawall.deploy.flood.polite;

import org.jspecify.annotations.NullMarked;
