package io.runtruth.packs.chain;

/// Why a file is not as it was exported: in plain words of ours, with nothing of what is in it.
final class NotAsExported extends Exception {

    private static final long serialVersionUID = 1L;

    NotAsExported(String why) {
        super(why, null, false, false);
    }
}
