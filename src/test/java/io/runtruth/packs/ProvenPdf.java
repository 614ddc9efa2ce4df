package io.runtruth.packs;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Stream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/// What veraPDF finds against the standards that a pack says it keeps.
final class ProvenPdf {

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private ProvenPdf() {}

    static List<String> faults(byte[] pdf) {
        return Stream.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A)
                .flatMap(flavour -> faults(pdf, flavour).stream())
                .toList();
    }

    private static List<String> faults(byte[] pdf, PDFAFlavour flavour) {
        try (var foundry = Foundries.defaultInstance();
                var parser = foundry.createParser(new ByteArrayInputStream(pdf), flavour);
                var validator = foundry.createValidator(flavour, false)) {
            var result = validator.validate(parser);
            var faults = result.getTestAssertions().stream()
                    .map(it -> flavour + " " + it.getRuleId().getClause() + "-"
                            + it.getRuleId().getTestNumber() + " " + it.getMessage() + " at "
                            + it.getLocation().getContext())
                    .distinct()
                    .toList();
            return result.isCompliant() || !faults.isEmpty() ? faults : List.of(flavour + " not kept");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
