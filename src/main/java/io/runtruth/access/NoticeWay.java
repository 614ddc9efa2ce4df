package io.runtruth.access;

import io.runtruth.shared.Coded;

/// By which way a person is told of something. What webhooks tell belongs to the workspace.
public enum NoticeWay implements Coded {
    BELL,
    /// With the digests, as often as the person has chosen.
    MAIL
}
