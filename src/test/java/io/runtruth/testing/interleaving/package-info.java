/// Plays races on a real PostgreSQL in orders that are chosen, not met by luck. Racers are stopped before
/// each statement, commit and rollback, and where a scenario says so; a
/// [io.runtruth.testing.interleaving.Schedule] says who goes on; an
/// [io.runtruth.testing.interleaving.Explorer] goes through many schedules and checks a world after each.
package io.runtruth.testing.interleaving;
