@NullMarked
package dev.seawall.deploy.verify.packets;

import org.jspecify.annotations.NullMarked;
