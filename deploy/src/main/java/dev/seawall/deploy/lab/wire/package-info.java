/** The bytes of the AWS Query protocol: parameters in, XML out, errors as EC2 spells them. */
@NullMarked
package dev.seawall.deploy.lab.wire;

import org.jspecify.annotations.NullMarked;
