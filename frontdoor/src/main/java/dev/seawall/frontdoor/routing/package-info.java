/** Which worker owns this request? Plain Java: knows no server and no client. */
@NullMarked
package dev.seawall.frontdoor.routing;

import org.jspecify.annotations.NullMarked;
