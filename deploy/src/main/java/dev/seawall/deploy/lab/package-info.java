/** Seawall's own small EC2: the real protocol in front, this machine behind. It listens on loopback only. */
@NullMarked
package dev.seawall.deploy.lab;

import org.jspecify.annotations.NullMarked;
