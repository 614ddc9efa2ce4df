package io.runtruth.access;

import org.jspecify.annotations.Nullable;

/// Where a session is used, by which its person recognises it.
///
/// @param browser what it says of itself: foreign text, up to [#LONGEST] characters; empty where it says nothing
/// @param address of the peer as the server sees it; empty where there is none
public record SessionPlace(String browser, String address) {

    static final int LONGEST = 300;

    public SessionPlace {
        browser = cut(browser);
        address = cut(address);
    }

    public static SessionPlace of(@Nullable String browser, @Nullable String address) {
        return new SessionPlace(browser == null ? "" : browser, address == null ? "" : address);
    }

    private static String cut(String text) {
        var kept = text.replace("\0", "");
        return kept.length() <= LONGEST ? kept : kept.substring(0, LONGEST);
    }
}
