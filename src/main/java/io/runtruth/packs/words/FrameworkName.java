package io.runtruth.packs.words;

import java.util.List;
import java.util.regex.Pattern;

/// One name for what tools write in several ways; its version stays part of it, so that two versions are two
/// frameworks. What is not known here keeps the tool's own name.
final class FrameworkName {

    /// As real files of the tools have it: ScubaGear, Maester, Prowler, InSpec, Security Hub.
    private static final List<Form> FORMS = List.of(
            form("(?:CISA[ -])?BOD[ -](\\d\\d-\\d\\d)", "CISA BOD $1"),
            form("CIS[ -](?:Microsoft[ -]365|M365)", "CIS Microsoft 365"),
            form("CIS[ -](?:Microsoft[ -]365|M365)[ -]v?(\\d[\\d.]*)", "CIS Microsoft 365 $1"),
            form("CIS[ -]AWS[ -]Foundations[ -]Benchmark[ -]v?(\\d[\\d.]*)", "CIS AWS Foundations $1"),
            form("CIS[ -]v?(\\d[\\d.]*)", "CIS $1"),
            form("NIST(?: SP)?[ .-]800[ -](53|171)", "NIST 800-$1"),
            form("NIST(?: SP)?[ .-]800[ -](53|171)[ .-]*(?:Revision|Rev\\.?|r)[ _-]?(\\d)", "NIST 800-$1 Rev. $2"),
            form("NIST-800-(53|171) v(\\d)\\.0\\.0", "NIST 800-$1 Rev. $2"),
            form("NIST[ -]CSF[ -]v?(\\d[\\d.]*)", "NIST CSF $1"),
            form("ISO[ /-]?(?:IEC[ -]?)?27001[ :-](\\d{4})", "ISO 27001:$1"),
            form("PCI(?:[ -]DSS)?[ -]v?(\\d[\\d.]*)", "PCI DSS $1"),
            form("MITRE[ -]ATT(?:ACK|&CK)", "MITRE ATT&CK"));

    /// A version of a benchmark, and not of what.
    private static final Pattern OF_AN_UNSAID_PRODUCT = Pattern.compile("CIS \\d[\\d.]*");

    private FrameworkName() {}

    /// @param told as the tool names it
    static String of(String told) {
        var name = told.strip();
        for (var form : FORMS) {
            var matcher = form.written().matcher(name);
            if (matcher.matches()) {
                return matcher.replaceFirst(form.name());
            }
        }
        return name;
    }

    /// Two targets may mean two benchmarks by it.
    static boolean isOfUnsaidProduct(String name) {
        return OF_AN_UNSAID_PRODUCT.matcher(name).matches();
    }

    private static Form form(String written, String name) {
        return new Form(Pattern.compile(written, Pattern.CASE_INSENSITIVE), name);
    }

    private record Form(Pattern written, String name) {}
}
