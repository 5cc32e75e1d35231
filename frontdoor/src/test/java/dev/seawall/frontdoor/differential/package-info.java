/** The same exchanges through Seawall and through another proxy: what must hold, and every difference explained. */
@NullMarked
package dev.seawall.frontdoor.differential;

import org.jspecify.annotations.NullMarked;
