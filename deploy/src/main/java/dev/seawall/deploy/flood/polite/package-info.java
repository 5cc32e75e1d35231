/** Those who want nothing bad: HTTP clients at a constant rate, and a probe of a worker's volume. They measure. */
@NullMarked
package dev.seawall.deploy.flood.polite;

import org.jspecify.annotations.NullMarked;
