package io.gantry.hazelcast.membership;

import java.util.Arrays;
import java.util.List;

/**
 * Where a cluster is.
 *
 * @param cluster its name; members of others are refused
 * @param bind where this member listens
 * @param members where all members listen, this one included
 * @param registerMembers how many of them keep the register: 3, 5 or 7
 */
record ClusterSettings(String cluster, Endpoint bind, List<Endpoint> members, int registerMembers) {

    private static final List<Integer> REGISTER_SIZES = List.of(3, 5, 7);

    ClusterSettings {
        members = List.copyOf(members);
        if (!REGISTER_SIZES.contains(registerMembers)) {
            throw new IllegalArgumentException("cpMembers: " + registerMembers + " is not one of " + REGISTER_SIZES);
        }
        if (!members.contains(bind)) {
            throw new IllegalArgumentException(
                    "members: " + members + " lack this worker's own bindHost and bindPort " + bind);
        }
        if (members.stream().distinct().count() < registerMembers) {
            throw new IllegalArgumentException(
                    "members: " + members + " are too few, cpMembers asks for " + registerMembers);
        }
    }

    /** The settings in a worker's configuration. */
    static ClusterSettings of(String cluster, HazelcastMembershipConfig config) {
        List<Endpoint> members = Arrays.stream(config.members().split(","))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .map(text -> Endpoint.parse("members", text))
                .toList();
        Endpoint bind = Endpoint.resolve("bindHost", config.bindHost(), config.bindPort());
        return new ClusterSettings(cluster, bind, members, config.cpMembers());
    }

    /** How many keepers of the register must live. */
    int majority() {
        return registerMembers / 2 + 1;
    }
}
