@NullMarked
package dev.seawall.deploy.lab.world;

import org.jspecify.annotations.NullMarked;
