package io.runtruth.packs;

import io.runtruth.shared.Coded;

/// What a pack is written as.
public enum PackFormat implements Coded {
    /// Tagged and for keeping: PDF/UA-1 and PDF/A-2a.
    PDF("pdf", "application/pdf"),
    HTML("html", "text/html;charset=UTF-8"),
    /// To be edited.
    DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    JSON("json", "application/json"),
    CSV("csv", "text/csv;charset=UTF-8;header=present"),
    ACTION_PLAN("action-plan.csv", "text/csv;charset=UTF-8;header=present"),
    /// Assessment results, for tools of compliance.
    OSCAL("oscal.json", "application/json"),
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

    /// Whether it has pages, or holds something that has.
    public boolean isPaged() {
        return this == PDF || this == DOCX || this == ZIP;
    }

    /// Whether each finding has its texts whole, and the pack is made in memory.
    boolean holdsAllTexts() {
        return this == JSON || this == OSCAL || this == ZIP;
    }

    public String contentType() {
        return contentType;
    }
}
