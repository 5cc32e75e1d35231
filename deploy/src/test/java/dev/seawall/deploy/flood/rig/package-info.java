@NullMarked
package dev.seawall.deploy.flood.rig;

import org.jspecify.annotations.NullMarked;
