@NullMarked
package dev.seawall.frontdoor.telemetry;

import org.jspecify.annotations.NullMarked;
