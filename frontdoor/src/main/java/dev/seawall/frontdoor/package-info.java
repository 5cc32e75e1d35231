@NullMarked
package dev.seawall.frontdoor;

import org.jspecify.annotations.NullMarked;
