@NullMarked
package dev.seawall.deploy.lab.packets;

import org.jspecify.annotations.NullMarked;
