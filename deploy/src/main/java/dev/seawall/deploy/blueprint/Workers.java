package dev.seawall.deploy.blueprint;

import java.util.List;

/**
 * The blueprint's {@code workers}: how many slots, and what each is on EC2. Immutable.
 *
 * @param types EC2 instance types; the next is taken when EC2 has no capacity for one
 */
public record Workers(int count, List<String> types, Volume volume, String app) {
    static final String REFERENCE = "reference";

    static Workers read(Section section) {
        var workers = new Workers(
                section.takeInt("count", 1, 99, 3),
                section.takeTexts(
                        "type",
                        FrontDoors.INSTANCE_TYPE,
                        "an EC2 instance type such as m7g.large",
                        List.of("m7g.large")),
                Volume.read(section.takeSection("volume")),
                REFERENCE);
        var app = section.take("app");
        if (app != null && !app.described().equals(REFERENCE)) {
            section.refuse(
                    "app",
                    "must be reference, not " + app.described()
                            + ": this version runs only the reference application as a worker");
        }
        section.done();
        return workers;
    }
}
