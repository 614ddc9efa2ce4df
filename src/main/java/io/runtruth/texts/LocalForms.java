package io.runtruth.texts;

import java.text.ListFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.springframework.util.unit.DataSize;

/// Numbers, dates and sizes as they are written in a language, in a time zone.
public record LocalForms(Locale locale, ZoneId zone) {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB"};
    private static final int STEP = 1024;

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /// @param share 0 to 1; shown with at most one decimal
    public String percent(double share) {
        var format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    /// A rate with at most one decimal, rounded down, so that it says 100 % only where everything passed.
    ///
    /// @param basisPoints 0 to 10,000
    public String share(int basisPoints) {
        return percent(Math.floorDiv(basisPoints, 10) / 1_000.0);
    }

    public String date(Instant at) {
        return date(at.atZone(zone).toLocalDate());
    }

    public String date(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    /// To the minute, of a day that is known.
    public String time(Instant at) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .format(at.atZone(zone));
    }

    /// As a sentence enumerates: "a, b and c".
    ///
    /// @param items at least one
    public String list(List<String> items) {
        return ListFormat.getInstance(locale, ListFormat.Type.STANDARD, ListFormat.Style.FULL)
                .format(items);
    }

    /// To the second, with the zone: for documents and details that are read later and elsewhere.
    public String dateTime(Instant at) {
        var local = at.atZone(zone);
        var style = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM);
        return style.withLocale(locale).format(local)
                + " "
                + DateTimeFormatter.ofPattern("zzz", locale).format(local);
    }

    /// In the largest binary unit that leaves at least 1.
    public String size(DataSize size) {
        double amount = size.toBytes();
        int unit = 0;
        while (amount >= STEP && unit < UNITS.length - 1) {
            amount /= STEP;
            unit++;
        }
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(unit == 0 ? 0 : 1);
        return format.format(amount) + " " + UNITS[unit];
    }
}
