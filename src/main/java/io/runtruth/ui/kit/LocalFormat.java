package io.runtruth.ui.kit;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import io.runtruth.texts.LocalForms;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// Numbers, dates and sizes as a person writes them: in their language, and in the time zone that they have chosen,
/// or else that of their browser.
public record LocalFormat(Locale locale, ZoneId zone) {

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

    /// The same without a page.
    public LocalForms forms() {
        return new LocalForms(locale, zone);
    }

    public String number(long number) {
        return forms().number(number);
    }

    /// @param share 0 to 1; shown with at most one decimal
    public String percent(double share) {
        return forms().percent(share);
    }

    /// A rate with at most one decimal, rounded down, so that it says 100 % only where everything passed.
    ///
    /// @param basisPoints 0 to 10,000
    public String share(int basisPoints) {
        return forms().share(basisPoints);
    }

    public String date(Instant at) {
        return forms().date(at);
    }

    public String date(LocalDate day) {
        return forms().date(day);
    }

    /// To the minute, of a day that is known.
    public String time(Instant at) {
        return forms().time(at);
    }

    /// As a sentence enumerates: "a, b and c".
    ///
    /// @param items at least one
    public String list(List<String> items) {
        return forms().list(items);
    }

    /// To the second, with the zone: for documents and details that are read later and elsewhere.
    public String dateTime(Instant at) {
        return forms().dateTime(at);
    }

    /// In the largest binary unit that leaves at least 1.
    public String size(DataSize size) {
        return forms().size(size);
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
