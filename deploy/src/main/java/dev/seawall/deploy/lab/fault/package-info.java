/** Bad days on demand, and the record of every call. */
@NullMarked
package dev.seawall.deploy.lab.fault;

import org.jspecify.annotations.NullMarked;
