package dev.seawall.deploy.ec2;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;

/** EC2's filters. Stateless. */
final class Filters {
    private Filters() {}

    static Filter of(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    static Filter of(String name, String value) {
        return of(name, List.of(value));
    }

    static Filter tag(String key, String value) {
        return of("tag:" + key, value);
    }
}
