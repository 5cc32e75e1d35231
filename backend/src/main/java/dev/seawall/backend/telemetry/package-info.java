@NullMarked
package dev.seawall.backend.telemetry;

import org.jspecify.annotations.NullMarked;
