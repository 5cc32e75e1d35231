@NullMarked
package dev.seawall.frontdoor.relay;

import org.jspecify.annotations.NullMarked;
