package io.runtruth.testing.interleaving;

import java.util.List;

/// What is raced for, new for each race.
public interface World {

    /// The same racers, by name and order, in each world of a scenario.
    List<Racer> racers();

    /// What does not hold after the race, in words; empty where all is well. May let things come to their end
    /// first.
    List<String> broken(Trace trace);
}
