/** May this client come in? Networks, rates, shares of connections, and whom the operator allows or denies. */
@NullMarked
package dev.seawall.frontdoor.guard;

import org.jspecify.annotations.NullMarked;
