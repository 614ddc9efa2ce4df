package io.runtruth;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.theme.aura.Aura;

/// The page that every view of the console is shown in. Each style sheet is linked here, not imported by another: a
/// link carries a hash of its content, so that a browser never shows a new release in an old one's clothes.
@Push
@ColorScheme(ColorScheme.Value.SYSTEM)
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("console/theme/console.css")
@StyleSheet("console/theme/icons.css")
@StyleSheet("console/theme/shell.css")
@StyleSheet("console/theme/status.css")
@StyleSheet("console/theme/grid.css")
@StyleSheet("console/theme/document.css")
@StyleSheet("console/theme/signin.css")
public class Shell implements AppShellConfigurator {}
