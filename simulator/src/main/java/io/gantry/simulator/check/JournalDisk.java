package io.gantry.simulator.check;

import io.gantry.journal.JournalSettings;
import io.gantry.simulator.world.Dice;
import io.gantry.simulator.world.SimulatedDisk;

/**
 * What a journal under test is kept on.
 *
 * @param disk of its machine
 * @param settings of the journal
 * @param dice that choose when it is looked at, and what happens then
 */
public record JournalDisk(SimulatedDisk disk, JournalSettings settings, Dice dice) {}
