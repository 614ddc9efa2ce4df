package io.runtruth.ui.kit;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import java.text.ListFormat;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// Numbers, dates and sizes as a person writes them: in their language, and in the time zone that they have chosen,
/// or else that of their browser.
public record LocalFormat(Locale locale, ZoneId zone) {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB"};
    private static final int STEP = 1024;

    public static LocalFormat of(UI ui) {
        var chosen = ComponentUtil.getData(ui, ZoneId.class);
        return new LocalFormat(ui.getLocale(), chosen == null ? browserZone(ui) : chosen);
    }

    /// From the beginning of a page, in this zone and not in its browser's.
    public static void choose(UI ui, ZoneId zone) {
        ComponentUtil.setData(ui, ZoneId.class, zone);
    }

    /// UTC where the browser has named none yet.
    public static ZoneId browserZone(UI ui) {
        var browser = ui.getPage().getExtendedClientDetails();
        return zone(browser == null ? null : browser.getTimeZoneId());
    }

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
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(at.atZone(zone));
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

    /// UTC where the browser names a zone that this Java does not know.
    private static ZoneId zone(@Nullable String id) {
        if (id == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
