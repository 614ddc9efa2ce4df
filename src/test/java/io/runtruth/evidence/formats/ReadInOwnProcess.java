package io.runtruth.evidence.formats;

import java.nio.file.Path;

/// Reads one file, and prints how many checks it has.
final class ReadInOwnProcess {

    private ReadInOwnProcess() {}

    public static void main(String[] args) {
        var facts = EvidenceFiles.recognised(Path.of(args[0]), ReadOptions.NONE, () -> {})
                .read(_ -> {});
        System.out.println("checks " + facts.total());
    }
}
