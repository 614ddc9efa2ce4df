package io.runtruth.ui.operations;

import io.runtruth.access.Actor;
import io.runtruth.operations.reads.InitiatorQueries.Starter;
import io.runtruth.operations.reads.StartedBy;
import io.runtruth.texts.ForeignText;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Somebody by whom the list can be narrowed, as the URL and the field say it.
///
/// @param word `me`, `system` or the id of an account
/// @param name as it was when they last started a run; empty where it is the reader
record StarterChoice(String word, String name) {

    private static final String ME = "me";

    /// The reader first, under a word that fits whoever opens the address.
    static List<StarterChoice> of(List<Starter> starters, Actor.Person reader) {
        return Stream.concat(
                        Stream.of(new StarterChoice(ME, "")),
                        starters.stream()
                                .filter(it -> !reader.account().equals(it.by().account()))
                                .map(it -> new StarterChoice(it.by().word(), it.name())))
                .toList();
    }

    /// The reader by their id is the reader.
    static String wordFor(String asked, Actor.Person reader) {
        return StartedBy.of(asked, reader)
                .filter(it -> reader.account().equals(it.account()))
                .map(_ -> ME)
                .orElse(asked);
    }

    String label(UnaryOperator<String> translation) {
        return word.equals(ME) ? translation.apply("operations.filter.me") : ForeignText.shown(name);
    }
}
