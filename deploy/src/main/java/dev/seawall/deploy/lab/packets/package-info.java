/**
 * Real packets in the fabric's namespaces: an agent in each node, and what steers them. The rules that packets are held
 * against are in {@code verify.packets}.
 */
@NullMarked
package dev.seawall.deploy.lab.packets;

import org.jspecify.annotations.NullMarked;
