@NullMarked
package dev.seawall.deploy.flood.attack;

import org.jspecify.annotations.NullMarked;
