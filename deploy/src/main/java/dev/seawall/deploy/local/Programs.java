package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.Role;

/** The two programs that a deployment is made of. Immutable. */
public record Programs(Program frontDoor, Program worker) {
    Program of(Role role) {
        return role == Role.FRONT_DOOR ? frontDoor : worker;
    }
}
