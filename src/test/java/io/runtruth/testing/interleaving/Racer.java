package io.runtruth.testing.interleaving;

/// One who takes part in a race, on a thread and on connections of its own.
///
/// @param name one word; the same in every race of a scenario
public record Racer(String name, Part part) {

    /// What the racer does. Whatever it throws is a finding.
    public interface Part {
        void play() throws Exception;
    }
}
