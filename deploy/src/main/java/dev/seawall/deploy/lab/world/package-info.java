/** What exists in the small EC2: resources spelled as EC2 spells them, and how they are found, filtered and kept. */
@NullMarked
package dev.seawall.deploy.lab.world;

import org.jspecify.annotations.NullMarked;
