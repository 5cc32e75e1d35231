@NullMarked
package dev.seawall.deploy;

import org.jspecify.annotations.NullMarked;
