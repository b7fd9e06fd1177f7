package io.gantry.hazelcast.membership;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.CPSubsystemManagementService;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
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

    private final HazelcastInstance instance;
    private final int wanted;
    private final long limitMillis;
    private boolean expelled;

    Promotion(HazelcastInstance instance, int wanted, long limitMillis) {
        this.instance = instance;
        this.wanted = wanted;
        this.limitMillis = limitMillis;
    }

    /** Joins the group if it is short and this member is the first that could. Blocks for the agreement. */
    void run() throws InterruptedException {
        CPSubsystemManagementService group = instance.getCPSubsystem().getCPSubsystemManagementService();
        try {
            Collection<CPMember> keepers =
                    group.getCPMembers().toCompletableFuture().get(limitMillis, TimeUnit.MILLISECONDS);
            CPMember own = group.getLocalCPMember();
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

    private void watch(CPMember own, Collection<CPMember> keepers) {
        boolean nowExpelled =
                keepers.stream().noneMatch(keeper -> keeper.getUuid().equals(own.getUuid()));
        if (nowExpelled && !expelled) {
            LOG.error("this worker was silent for so long that the register's group went on without it;"
                    + " restart it, for only a new process can join the group");
        }
        expelled = nowExpelled;
    }

    private boolean isFirstCandidate(Collection<CPMember> keepers) {
        Set<Address> taken = keepers.stream().map(CPMember::getAddress).collect(Collectors.toSet());
        Optional<Member> first = instance.getCluster().getMembers().stream()
                .filter(member -> !member.isLiteMember() && !taken.contains(member.getAddress()))
                .findFirst();
        return first.isPresent() && first.get().localMember();
    }
}
