package io.gantry.simulator.cluster;

import io.gantry.simulator.check.Referee;
import io.gantry.simulator.world.Schedule;
import io.gantry.simulator.world.SimulatedNetwork;
import io.gantry.simulator.world.SimulatedRegister;
import io.gantry.simulator.world.Tally;
import io.gantry.simulator.world.Trace;

/** What all workers of a run share. */
record Means(
        Shape shape,
        Rates rates,
        Schedule schedule,
        Trace trace,
        Tally tally,
        Referee referee,
        SimulatedNetwork network,
        SimulatedRegister register,
        SymbolDirectory symbols,
        StepListener steps) {}
