/**
 * Network namespaces of this computer as the network of a small cloud: instances with shaped interfaces, security groups
 * in front of their programs, public addresses that move, volumes at the other end of a wire. Linux only; it needs the
 * Debian packages iproute2, nftables and ethtool, for volumes nbdkit, libnbd-bin and fuse3 too.
 */
@NullMarked
package dev.seawall.deploy.lab.fabric;

import org.jspecify.annotations.NullMarked;
