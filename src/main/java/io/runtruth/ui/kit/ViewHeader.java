package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import io.runtruth.texts.ForeignText;

/// The first line of every view: what it is, and what can be done here.
public final class ViewHeader extends Div {

    private final H1 title = new H1();
    private final Div actions = new Div();

    /// @param title translated, or a name
    public ViewHeader(String title) {
        addClassName("view-header");
        actions.addClassName("actions");
        setTitle(title);
        add(this.title, actions);
    }

    public void setTitle(String title) {
        this.title.setText(ForeignText.shown(title));
    }

    /// Beside the title: a badge, a time.
    public void addFacts(Component... facts) {
        for (var fact : facts) {
            addComponentAtIndex(indexOf(actions), fact);
        }
    }

    public void removeFacts() {
        getChildren().filter(it -> it != title && it != actions).toList().forEach(this::remove);
    }

    public void addActions(Component... components) {
        actions.add(components);
    }
}
