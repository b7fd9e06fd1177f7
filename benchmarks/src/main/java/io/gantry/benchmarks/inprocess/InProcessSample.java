package io.gantry.benchmarks.inprocess;

import java.util.List;

/** What one fork measured, phase by phase. */
public record InProcessSample(List<PhaseSample> phases) {}
