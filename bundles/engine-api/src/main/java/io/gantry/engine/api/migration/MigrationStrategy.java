package io.gantry.engine.api.migration;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to move symbols. Registered as a service with {@link MigrationStrategyName}; picked by that name for every new
 * migration, the highest {@code service.ranking} first.
 *
 * <p>A strategy plans and nothing else. It has no access to books, so it cannot lose an order by mistake.
 */
@ConsumerType
public interface MigrationStrategy {

    /**
     * Plans one move.
     *
     * <p><b>When</b>: once per migration, before anything is touched, and for every dry run. <b>Where</b>: on the worker that hosts the source
     * partition, on a migration thread, never on a trading one. <b>May it block</b>: it should not; it is given a few seconds, after which the move is refused.
     * <b>If it throws</b>: the move is refused with the message, nothing has changed; use {@link PlanRefusedException} to refuse with a reason. Returning
     * {@code null} is treated the same way. <b>Twice</b>: calls may overlap and must not affect each other; equal arguments should give equal
     * plans. <b>If the bundle leaves</b>: a running migration goes on, since its plan is data; the next one needs the strategy again.
     *
     * @param request what to move
     * @param cluster what is known about the cluster now
     * @return the plan, for exactly this request
     */
    MigrationPlan plan(MigrationRequest request, ClusterView cluster);
}
