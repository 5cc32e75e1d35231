/** Is this the right volume, and is it ours? Plain Java. */
@NullMarked
package dev.seawall.backend.volume;

import org.jspecify.annotations.NullMarked;
