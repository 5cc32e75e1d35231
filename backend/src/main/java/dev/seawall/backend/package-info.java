@NullMarked
package dev.seawall.backend;

import org.jspecify.annotations.NullMarked;
