package io.runtruth.evidence.formats;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which framework an address stands for, as benchmarks name them.
final class FrameworkNames {

    private static final Pattern NUMBERED = Pattern.compile("(CCE|CCI|CVE|CWE)-\\d.*");

    /// A piece of the address, and the name; the first that fits.
    private static final Map<String, String> BY_ADDRESS = new LinkedHashMap<>();

    static {
        BY_ADDRESS.put("cce.mitre.org", "CCE");
        BY_ADDRESS.put("/cce", "CCE");
        BY_ADDRESS.put("cve.mitre.org", "CVE");
        BY_ADDRESS.put("/cci", "CCI");
        BY_ADDRESS.put("cyber.mil/legacy", "DISA legacy");
        BY_ADDRESS.put("800-53", "NIST 800-53");
        BY_ADDRESS.put("800-171", "NIST 800-171");
        BY_ADDRESS.put("cswp.04162018", "NIST CSF");
        BY_ADDRESS.put("cisecurity.org/benchmark", "CIS");
        BY_ADDRESS.put("cisecurity.org/controls", "CIS Controls");
        BY_ADDRESS.put("stig", "DISA STIG");
        BY_ADDRESS.put("pcisecuritystandards", "PCI DSS");
        BY_ADDRESS.put("isaca.org", "COBIT");
        BY_ADDRESS.put("iso.org", "ISO 27001");
        BY_ADDRESS.put("isa-62443", "ISA 62443");
        BY_ADDRESS.put("ssi.gouv.fr", "ANSSI");
        BY_ADDRESS.put("bsi.bund.de", "BSI");
        BY_ADDRESS.put("nerc.com", "NERC CIP");
        BY_ADDRESS.put("niap-ccevs.org", "NIAP");
        BY_ADDRESS.put("cjis", "CJIS");
        BY_ADDRESS.put("hipaa", "HIPAA");
    }

    private FrameworkNames() {}

    /// @param address whose number it is, mostly a web address; `null` where the file does not say
    /// @param id the requirement in that framework
    static void refer(FrameworkReferences to, @Nullable String address, @Nullable String id) {
        if (id != null) {
            var numbered = numbered(id.strip());
            to.add(numbered.isPresent() ? numbered.get() : name(address), id);
        }
    }

    /// Some say it in each of their numbers.
    private static Optional<String> numbered(String id) {
        var numbered = NUMBERED.matcher(id);
        return numbered.matches()
                ? Optional.of(numbered.group(1))
                : id.startsWith("SRG-") ? Optional.of("DISA SRG") : Optional.empty();
    }

    private static @Nullable String name(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return null;
        }
        var lower = address.strip().toLowerCase(Locale.ROOT);
        return BY_ADDRESS.entrySet().stream()
                .filter(known -> lower.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> host(address.strip()));
    }

    private static String host(String address) {
        try {
            var host = URI.create(address).getHost();
            return host == null ? address : host.startsWith("www.") ? host.substring("www.".length()) : host;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
