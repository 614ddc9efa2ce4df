package io.runtruth.ui.kit;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import io.runtruth.evidence.WebAddress;
import io.runtruth.texts.ForeignText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A link that evidence names: only ever to a web page, whatever the evidence holds, and away from this page.
public final class EvidenceLink extends Anchor {

    private EvidenceLink(String url, String text) {
        super(url, text);
        setTarget(AnchorTarget.BLANK);
        getElement().setAttribute("rel", "noopener noreferrer nofollow");
    }

    public static Optional<EvidenceLink> to(@Nullable String url, String text) {
        return WebAddress.parse(url).map(address -> new EvidenceLink(address.url(), ForeignText.shown(text)));
    }

    /// In words that say to which host.
    ///
    /// @param key of a text whose argument is the host
    public static Optional<EvidenceLink> named(@Nullable String url, String key) {
        return WebAddress.parse(url).map(address -> {
            var link = new EvidenceLink(address.url(), "");
            link.setText(link.getTranslation(key, address.host()));
            return link;
        });
    }
}
