@NullMarked
package dev.seawall.backend.store;

import org.jspecify.annotations.NullMarked;
