package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import io.runtruth.texts.ForeignText;

/// Words within a line or a cell, in the looks of the style sheet. Any may be foreign.
public final class Spans {

    private Spans() {}

    /// A name, or words of evidence.
    public static Span foreign(String text) {
        return new Span(ForeignText.shown(text));
    }

    /// Less important than what stands beside it.
    public static Span quiet(String text) {
        return of("quiet", foreign(text));
    }

    public static Span quiet(Component what) {
        return of("quiet", what);
    }

    /// Identifiers and digests.
    public static Span mono(String text) {
        return of("mono", foreign(text));
    }

    /// A line of its own among others.
    public static Span line(String text) {
        return of("line", foreign(text));
    }

    /// What stands side by side in a cell of a grid.
    public static Span cell(Component... parts) {
        return of("cell", parts);
    }

    /// What stands one below the other in a cell of a grid.
    public static Span stacked(Component... lines) {
        return of("stacked", lines);
    }

    private static Span of(String look, Component... parts) {
        var span = new Span(parts);
        span.addClassName(look);
        return span;
    }
}
