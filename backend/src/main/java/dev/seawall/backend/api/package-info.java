@NullMarked
package dev.seawall.backend.api;

import org.jspecify.annotations.NullMarked;
