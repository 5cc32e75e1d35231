/**
 * How long a client is waited for, and how many at once: every wait has an end, found by one sweep over all connections
 * instead of a timer for each.
 */
@NullMarked
package dev.seawall.frontdoor.http.patience;

import org.jspecify.annotations.NullMarked;
