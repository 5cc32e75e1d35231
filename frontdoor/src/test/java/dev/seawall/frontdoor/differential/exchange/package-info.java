/** Generated exchanges: what a client sends and a worker answers, byte for byte, and what has to become of it. */
@NullMarked
package dev.seawall.frontdoor.differential.exchange;

import org.jspecify.annotations.NullMarked;
