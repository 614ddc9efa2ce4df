package io.runtruth.restore;

import io.runtruth.shared.Coded;

/// How a target is read and written.
public enum TargetKind implements Coded {
    /// Below the root that the node is set to.
    FOLDER,
    /// Below an address, with a token.
    HTTP;

    static TargetKind of(String place) {
        return TargetAddress.isOne(place) ? HTTP : FOLDER;
    }
}
