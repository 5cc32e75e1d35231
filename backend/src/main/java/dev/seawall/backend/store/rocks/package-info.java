@NullMarked
package dev.seawall.backend.store.rocks;

import org.jspecify.annotations.NullMarked;
