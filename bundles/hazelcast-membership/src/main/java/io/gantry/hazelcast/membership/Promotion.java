package io.gantry.hazelcast.membership;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.CPSubsystemManagementService;
import io.gantry.engine.api.cluster.RegisterKeepers;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the register's group up. Its members are the workers of the first hour; one that died is taken off the list by Hazelcast, and
 * nothing but this puts another on it. One thread.
 */
final class Promotion {

    private static final Logger LOG = LoggerFactory.getLogger(Promotion.class);

    private static final int LOOKS = 3;

    private final HazelcastInstance instance;
    private final int wanted;
    private final long limitMillis;
    private final Listener listener;
    private final Deque<Set<UUID>> looks = new ArrayDeque<>();
    private final Map<UUID, UUID> processOf = new HashMap<>();
    private int looksUnlisted;

    /** Hears what is found at each look. */
    interface Listener {

        /** Who keeps the register. */
        void kept(RegisterKeepers keepers);

        /** The group took this member for dead and went on without it. Called once. */
        void expelled();
    }

    Promotion(HazelcastInstance instance, int wanted, long limitMillis, Listener listener) {
        this.instance = instance;
        this.wanted = wanted;
        this.limitMillis = limitMillis;
        this.listener = listener;
    }

    /** Joins the group if it is short and this member is the first that could. Blocks for the agreement. */
    void run() throws InterruptedException {
        CPSubsystemManagementService group = instance.getCPSubsystem().getCPSubsystemManagementService();
        try {
            Collection<CPMember> keepers =
                    group.getCPMembers().toCompletableFuture().get(limitMillis, TimeUnit.MILLISECONDS);
            CPMember own = group.getLocalCPMember();
            listener.kept(new RegisterKeepers(countSettled(keepers, Optional.ofNullable(own)), wanted));
            if (own != null) {
                watch(own, keepers);
            } else if (keepers.size() < wanted && isFirstCandidate(keepers)) {
                LOG.info("the register has {} keepers, {} wanted: this worker becomes one", keepers.size(), wanted);
                group.promoteToCPMember().toCompletableFuture().get(limitMillis, TimeUnit.MILLISECONDS);
                LOG.info("this worker now keeps the register");
            }
        } catch (ExecutionException | TimeoutException unavailable) {
            LOG.debug("the register's group cannot be asked now", unavailable);
        }
    }

    /**
     * How many keepers live and vote. A keeper is listed under its address until its death has been noticed, also when the worker is back there
     * already; and a new one is listed a little before its vote counts, so that it has to have been seen for some looks.
     */
    private int countSettled(Collection<CPMember> keepers, Optional<CPMember> own) {
        Map<Address, UUID> processes = instance.getCluster().getMembers().stream()
                .collect(Collectors.toMap(Member::getAddress, Member::getUuid));
        Address here = instance.getCluster().getLocalMember().getAddress();
        Set<UUID> alive = new HashSet<>();
        for (CPMember keeper : keepers) {
            UUID process = processes.get(keeper.getAddress());
            boolean isPredecessor = keeper.getAddress().equals(here)
                    && own.map(CPMember::getUuid)
                            .filter(keeper.getUuid()::equals)
                            .isEmpty();
            if (process != null
                    && !isPredecessor
                    && firstSeenIn(keeper, process).equals(process)) {
                alive.add(keeper.getUuid());
            }
        }
        looks.addLast(alive);
        if (looks.size() > LOOKS) {
            looks.removeFirst();
        }
        Set<UUID> settled = new HashSet<>(alive);
        looks.forEach(settled::retainAll);
        return looks.size() < LOOKS ? 0 : settled.size();
    }

    private UUID firstSeenIn(CPMember keeper, UUID process) {
        return processOf.computeIfAbsent(keeper.getUuid(), unused -> process);
    }

    private void watch(CPMember own, Collection<CPMember> keepers) {
        boolean isListed = keepers.stream().anyMatch(keeper -> keeper.getUuid().equals(own.getUuid()));
        looksUnlisted = isListed ? 0 : looksUnlisted + 1;
        // Not at the first look: a promotion of this member may have been agreed on while it was asked.
        if (looksUnlisted == 2) {
            listener.expelled();
        }
    }

    private boolean isFirstCandidate(Collection<CPMember> keepers) {
        Set<Address> taken = keepers.stream().map(CPMember::getAddress).collect(Collectors.toSet());
        Optional<Member> first = instance.getCluster().getMembers().stream()
                .filter(member -> !member.isLiteMember() && !taken.contains(member.getAddress()))
                .findFirst();
        return first.isPresent() && first.get().localMember();
    }
}
