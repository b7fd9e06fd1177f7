package io.gantry.hazelcast.membership;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import io.gantry.engine.api.cluster.RegisterException;
import io.gantry.engine.api.cluster.WorkerInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until this member is in a cluster whose register answers, and says meanwhile what it is waiting for. One thread. */
final class Formation {

    private static final Logger LOG = LoggerFactory.getLogger(Formation.class);
    private static final long POLL_MILLIS = 100;
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long NAMESAKE_MARGIN_SECONDS = 1;

    private final HazelcastInstance instance;
    private final ClusterSettings settings;
    private final WaitLimits limits;
    private final long namesakeNanos;
    private final LongSupplier nanoClock;
    private String registerSays = "its keepers are not chosen yet";

    Formation(
            HazelcastInstance instance,
            ClusterSettings settings,
            FailureTimings timings,
            WaitLimits limits,
            LongSupplier nanoClock) {
        this.instance = instance;
        this.settings = settings;
        this.limits = limits;
        // A namesake may be this worker's own dead predecessor, who is still on the list until the silence is noticed.
        this.namesakeNanos =
                TimeUnit.SECONDS.toNanos(timings.heartbeats().maxSilenceSeconds() + NAMESAKE_MARGIN_SECONDS);
        this.nanoClock = nanoClock;
    }

    /**
     * Blocks until the register answers.
     *
     * @param giveUp ends the waiting when it reaches zero
     * @return false if the waiting was ended
     * @throws FormationFailed if it takes too long, or another worker has this one's name
     */
    boolean await(ClusterMembership membership, CpRegister register, CountDownLatch giveUp)
            throws FormationFailed, InterruptedException {
        long begin = nanoClock.getAsLong();
        long lastProgress = begin;
        do {
            long now = nanoClock.getAsLong();
            Optional<WorkerInfo> namesake = membership.olderNamesake();
            if (namesake.isPresent()) {
                if (now - begin > namesakeNanos) {
                    throw new FormationFailed(refusal(membership.self(), namesake.get()));
                }
            } else if (answers(register)) {
                long millis = TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - begin);
                LOG.info("in cluster {}: {}, register there after {} ms", settings.cluster(), presence(), millis);
                return true;
            }
            if (now - begin > TimeUnit.MILLISECONDS.toNanos(limits.formMillis())) {
                throw new FormationFailed("cluster " + settings.cluster() + " did not form within "
                        + limits.formSeconds() + " s: " + presence() + "; the register does not answer: "
                        + registerSays);
            }
            if (now - lastProgress > PROGRESS_NANOS) {
                lastProgress = now;
                LOG.info("waiting for cluster {}: {}; register: {}", settings.cluster(), presence(), registerSays);
            }
        } while (!giveUp.await(POLL_MILLIS, TimeUnit.MILLISECONDS));
        return false;
    }

    /** Why a worker may not stay whose name another has. */
    static String refusal(WorkerInfo late, WorkerInfo early) {
        return "worker name " + late.name() + " is taken: a worker of that name is at " + early.address()
                + ", this one at " + late.address() + " joined later and is refused";
    }

    private boolean answers(CpRegister register) {
        if (!instance.getCPSubsystem().getCPSubsystemManagementService().isDiscoveryCompleted()) {
            return false;
        }
        try {
            register.read();
            return true;
        } catch (RegisterException unavailable) {
            registerSays = unavailable.getMessage();
            return false;
        }
    }

    private String presence() {
        Set<Member> members = instance.getCluster().getMembers();
        Set<Endpoint> present = members.stream().map(Formation::endpoint).collect(Collectors.toSet());
        List<Endpoint> missing = settings.members().stream()
                .filter(member -> !present.contains(member))
                .toList();
        return present.size() + " of " + settings.members().size() + " members are there"
                + (missing.isEmpty() ? "" : ", missing " + missing);
    }

    private static Endpoint endpoint(Member member) {
        return new Endpoint(
                member.getSocketAddress().getAddress().getHostAddress(),
                member.getSocketAddress().getPort());
    }
}
