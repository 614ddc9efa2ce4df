package io.runtruth.access;

import io.runtruth.shared.MailAddress;
import java.util.Locale;

/// To whom something is sent by e-mail, and in which language: that of whoever has it sent.
public record MailTo(MailAddress address, Locale locale) {}
