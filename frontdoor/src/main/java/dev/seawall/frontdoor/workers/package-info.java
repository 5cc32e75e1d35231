@NullMarked
package dev.seawall.frontdoor.workers;

import org.jspecify.annotations.NullMarked;
