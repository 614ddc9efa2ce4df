package io.runtruth.ui.operations;

import io.runtruth.shared.Coded;

/// What can be done with several runs at once; its code is in the ids of actions and the keys of texts.
enum BulkAct implements Coded {
    CANCEL,
    CHECK_NOW,
    TRY_AGAIN;
}
