/** Machines as plain processes with their own loopback addresses, disks as directories: any user, no namespaces. */
@NullMarked
package dev.seawall.deploy.lab.process;

import org.jspecify.annotations.NullMarked;
