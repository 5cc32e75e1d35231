/** The way between this computer and the network in a sandbox: TCP on either side, unix-domain sockets between. */
@NullMarked
package dev.seawall.deploy.lab.portal;

import org.jspecify.annotations.NullMarked;
