package io.runtruth.packs;

import io.runtruth.shared.Coded;

/// What a pack is written as.
public enum PackFormat implements Coded {
    HTML("html", "text/html;charset=UTF-8"),
    JSON("json", "application/json"),
    CSV("csv", "text/csv;charset=UTF-8;header=present"),
    ACTION_PLAN("action-plan.csv", "text/csv;charset=UTF-8;header=present"),
    /// All of them, with a list of what is in it and their digests.
    ZIP("zip", "application/zip");

    private final String ending;
    private final String contentType;

    PackFormat(String ending, String contentType) {
        this.ending = ending;
        this.contentType = contentType;
    }

    /// As a file name ends, and as the API names it.
    @Override
    public String code() {
        return ending;
    }

    /// For keys of texts.
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public String contentType() {
        return contentType;
    }
}
