package io.runtruth.packs;

import io.runtruth.texts.Language;

/// What somebody wants of a review.
public record PackOrder(PackProfile profile, PackFormat format, Language language, Paper paper) {

    public PackOrder(PackProfile profile, PackFormat format, Language language) {
        this(profile, format, language, Paper.A4);
    }
}
