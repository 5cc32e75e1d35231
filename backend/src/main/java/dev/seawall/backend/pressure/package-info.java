/** What the volume can bear, and how each front door is told. Plain Java. */
@NullMarked
package dev.seawall.backend.pressure;

import org.jspecify.annotations.NullMarked;
