package dev.seawall.deploy.ec2;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * One thing that a security group lets in or out, as a sentence such as {@code in tcp 9000 from front-door-group} and as
 * EC2 takes it. Immutable.
 *
 * @param from -1 with a protocol that has no ports
 * @param peer a network, a group's name, or {@link #S3}
 */
record Rule(boolean inwards, String protocol, int from, int to, String peer) {
    /** The list of S3's own addresses in the region. */
    static final String S3 = "S3";

    private static final Pattern SENTENCE =
            Pattern.compile("(?<way>in|out) (?<protocol>[a-z]+) (?<port>[0-9]+) (?:from|to) (?<peer>\\S+)");

    static Rule in(String protocol, int port, String peer) {
        return new Rule(true, protocol, port, port, peer);
    }

    static Rule out(String protocol, int port, String peer) {
        return new Rule(false, protocol, port, port, peer);
    }

    String sentence() {
        String what = protocol.equals("-1") ? "anything" : protocol + ports();
        return (inwards ? "in " + what + " from " : "out " + what + " to ") + peer;
    }

    private String ports() {
        if (from < 0 || (from == 0 && to == 65_535)) {
            return "";
        }
        return " " + (from == to ? Integer.toString(from) : from + "-" + to);
    }

    /** The rules of a permission, one for each peer; {@code names} knows groups and lists by id. */
    static Stream<Rule> of(boolean inwards, IpPermission permission, Map<String, String> names) {
        Stream<String> peers = Stream.of(
                        permission.ipRanges().stream().map(IpRange::cidrIp),
                        permission.ipv6Ranges().stream().map(Ipv6Range::cidrIpv6),
                        permission.prefixListIds().stream().map(p -> named(p.prefixListId(), names)),
                        permission.userIdGroupPairs().stream().map(p -> named(p.groupId(), names)))
                .flatMap(each -> each);
        int from = permission.fromPort() == null ? -1 : permission.fromPort();
        int to = permission.toPort() == null ? -1 : permission.toPort();
        return peers.map(peer -> new Rule(inwards, permission.ipProtocol(), from, to, peer));
    }

    private static String named(String id, Map<String, String> names) {
        return names.getOrDefault(id, id);
    }

    /** As EC2 takes it; {@code ids} knows groups and lists by name. */
    IpPermission permission(Map<String, String> ids) {
        var permission = IpPermission.builder().ipProtocol(protocol);
        if (!protocol.equals("-1")) {
            permission.fromPort(from).toPort(to);
        }
        String id = ids.getOrDefault(peer, peer);
        if (id.startsWith("sg-")) {
            permission.userIdGroupPairs(
                    List.of(UserIdGroupPair.builder().groupId(id).build()));
        } else if (id.startsWith("pl-")) {
            permission.prefixListIds(
                    List.of(PrefixListId.builder().prefixListId(id).build()));
        } else if (id.contains(":")) {
            permission.ipv6Ranges(List.of(Ipv6Range.builder().cidrIpv6(id).build()));
        } else {
            permission.ipRanges(List.of(IpRange.builder().cidrIp(id).build()));
        }
        return permission.build();
    }

    /** The rules that sentences say: what {@link #sentence} made. */
    static Set<Rule> read(Collection<String> sentences) {
        return sentences.stream()
                .map(SENTENCE::matcher)
                .filter(Matcher::matches)
                .map(m -> {
                    int port = Integer.parseInt(m.group("port"));
                    return new Rule(m.group("way").equals("in"), m.group("protocol"), port, port, m.group("peer"));
                })
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
