/** Asks front doors for their knobs and turns them, wherever they are (docs/protocol.md section 8). */
@NullMarked
package dev.seawall.deploy.knobs;

import org.jspecify.annotations.NullMarked;
