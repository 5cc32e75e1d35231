@NullMarked
package dev.seawall.backend.admin;

import org.jspecify.annotations.NullMarked;
