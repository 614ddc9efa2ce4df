package io.runtruth.packs;

import io.runtruth.shared.Coded;

/// Whom a pack is for, and so what it tells.
public enum PackProfile implements Coded {
    /// Who decides: the answers, and every finding as a line.
    EXECUTIVE,
    /// Who works: everything, with ids, resources and the tools' own words.
    TECHNICAL,
    /// Who is reviewed: the answers, every finding, and what to do about those that are open.
    CUSTOMER;

    /// Whether it holds what stays among those who review: ids, names of people, operations.
    boolean isInternal() {
        return this == TECHNICAL;
    }

    /// Findings of a group that are told with their texts, before the rest is only named.
    int whole() {
        return switch (this) {
            case EXECUTIVE -> 0;
            case TECHNICAL -> 250;
            case CUSTOMER -> 100;
        };
    }

    /// Findings of a group that are named, before the rest is counted.
    int named() {
        return switch (this) {
            case EXECUTIVE -> 100;
            case TECHNICAL -> 1_500;
            case CUSTOMER -> 500;
        };
    }

    /// Requirements of a framework that are listed, before the rest is counted.
    int requirements() {
        return switch (this) {
            case EXECUTIVE -> 0;
            case TECHNICAL -> 150;
            case CUSTOMER -> 40;
        };
    }
}
