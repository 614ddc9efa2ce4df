package io.runtruth.node.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// Files for the demo, in the shapes of two tools but with controls, tenants and resources of our own making:
/// every id begins with `DEMO` or `demo`. The same arguments give the same bytes.
final class DemoEvidence {

    private static final Map<String, List<String>> CONTROLS = new TreeMap<>(Map.of(
            "Identity",
            List.of(
                    "Administrators SHALL sign in with a second factor that can't be phished.",
                    "Everyone SHALL sign in with a second factor.",
                    "Sign-in methods that know no second factor SHALL be off.",
                    "No more than four accounts SHOULD hold the highest role.",
                    "Roles with far-reaching rights SHALL be granted for a limited time.",
                    "Guests SHOULD see no more than what is shared with them.",
                    "Only administrators SHALL register applications.",
                    "Consent to applications SHALL be given by administrators.",
                    "Risky sign-ins SHALL be blocked.",
                    "Passwords SHALL NOT expire."),
            "Mail",
            List.of(
                    "Mail SHALL NOT be forwarded to other organisations by a rule.",
                    "Senders SHALL be published for every domain.",
                    "Outgoing mail SHOULD be signed for every domain.",
                    "Failing senders SHALL be rejected for every domain.",
                    "Mail from outside SHOULD be marked as such.",
                    "Attachments that can be run SHALL be blocked.",
                    "Mailboxes SHALL be audited.",
                    "Shared mailboxes SHOULD NOT be signed in to."),
            "Files",
            List.of(
                    "Sharing with people outside SHALL be limited to known guests.",
                    "Links for everyone SHALL expire within 30 days.",
                    "New links SHOULD be for people of the organisation.",
                    "Links for everyone SHALL be for reading only.",
                    "Guests SHOULD prove their address again after 30 days.",
                    "Synchronising SHOULD be limited to managed devices.",
                    "Custom scripts SHALL be off for new sites."),
            "Meetings",
            List.of(
                    "Unknown people SHOULD wait in the lobby.",
                    "Unknown people SHALL NOT start a meeting.",
                    "People outside SHOULD NOT take control of a shared screen.",
                    "Recordings SHOULD be started by the organiser only.",
                    "Chats with unmanaged accounts SHALL be off.",
                    "Applications SHOULD be installed from an approved list.",
                    "Mail into channels SHALL be off."),
            "Devices",
            List.of(
                    "Devices SHALL meet the rules before they reach data.",
                    "Disks SHALL be encrypted.",
                    "Lost devices SHALL be wiped from afar.",
                    "Updates SHOULD be installed within 14 days.",
                    "Devices that were not seen for 90 days SHOULD be removed.",
                    "Screens SHALL lock after 15 minutes.")));

    private static final List<CloudCheck> CLOUD_CHECKS = List.of(
            new CloudCheck("storage", "demo_storage_not_public", "Storage can't be read by everyone", "Critical"),
            new CloudCheck("storage", "demo_storage_encrypted", "Storage is encrypted with a managed key", "Medium"),
            new CloudCheck("storage", "demo_storage_versions_kept", "Deleted objects can be brought back", "Low"),
            new CloudCheck("network", "demo_network_no_open_admin", "Administration is not open to the world", "High"),
            new CloudCheck("network", "demo_network_flow_logged", "Traffic of the network is logged", "Medium"),
            new CloudCheck("compute", "demo_compute_patched", "Machines have the latest updates", "High"),
            new CloudCheck("compute", "demo_compute_disk_encrypted", "Disks of machines are encrypted", "High"),
            new CloudCheck("database", "demo_database_private", "Databases are reached from inside only", "Critical"),
            new CloudCheck("database", "demo_database_backed_up", "Databases are backed up daily", "Medium"),
            new CloudCheck("identity", "demo_identity_keys_rotated", "Access keys are younger than 90 days", "Medium"),
            new CloudCheck("identity", "demo_identity_no_wildcard", "No role may do everything", "High"),
            new CloudCheck("logging", "demo_logging_audit_on", "The audit log is on and kept for a year", "High"));
    private static final int MOST_RESOURCES = 6;

    private DemoEvidence() {}

    /// What a demo file says it is about.
    ///
    /// @param id shown as the tool's tenant or account id
    /// @param name plainly a demo's: `Contoso demo`
    /// @param seed which results come out
    /// @param monthsBefore how long before the newest assessment of this target; 0 for that one
    record Assessment(String id, String name, Instant collectedAt, long seed, int monthsBefore) {

        /// Of a fictional target whose id follows from its name.
        static Assessment of(String target, Instant collectedAt, int monthsBefore) {
            return new Assessment(
                    UUID.nameUUIDFromBytes(target.getBytes(StandardCharsets.UTF_8))
                            .toString(),
                    target + " demo",
                    collectedAt,
                    target.hashCode(),
                    monthsBefore);
        }

        private Random random() {
            return new Random(seed);
        }

        /// Of what was otherwise before; its own, so that the newest assessment stays as it is.
        private Random past() {
            return new Random(~seed);
        }
    }

    /// 38 controls, of which most pass, in the shape of ScubaGear's results.
    static byte[] scubaGear(Assessment about) {
        var random = about.random();
        var past = about.past();
        var results = new LinkedHashMap<String, Object>();
        var summary = new LinkedHashMap<String, Object>();
        CONTROLS.forEach((area, requirements) -> {
            var controls = new ArrayList<Map<String, Object>>();
            requirements.forEach(text -> controls.add(control(about, area, controls.size() + 1, text, random, past)));
            results.put(area, List.of(group(area, controls)));
            summary.put(area, summary(controls));
        });
        return bytes(ordered("MetaData", metaData(about), "Summary", summary, "Results", results));
    }

    private static Map<String, Object> metaData(Assessment about) {
        return ordered(
                "TenantId", about.id(),
                "DisplayName", about.name(),
                "Tool", "ScubaGear",
                "ToolVersion", "demo",
                "TimestampZulu",
                        about.collectedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private static Map<String, Object> group(String area, List<Map<String, Object>> controls) {
        return ordered("GroupName", area + " (demo)", "GroupNumber", "1", "Controls", controls);
    }

    private static Map<String, Object> control(
            Assessment about, String area, int number, String requirement, Random random, Random past) {
        var isBinding = requirement.contains("SHALL");
        var newest = result(random.nextInt(100), isBinding);
        var newestDetail = detail(newest, random);
        var result = before(newest, about.monthsBefore(), past.nextInt(100), isBinding);
        var detail = result.equals(newest) ? newestDetail : detail(result, past);
        return ordered(
                "Control ID",
                "DEMO.%s.1.%dv1".formatted(area.toUpperCase(Locale.ROOT), number),
                "Requirement",
                requirement,
                "Result",
                result,
                "Criticality",
                (isBinding ? "Shall" : "Should") + (result.equals("N/A") ? "/Not-Implemented" : ""),
                "Details",
                detail,
                "OriginalResult",
                result.equals("Omitted") ? "Fail" : result,
                "Comments",
                result.equals("Omitted") ? List.of("Accepted for the demo.") : List.of());
    }

    private static String result(int chance, boolean isBinding) {
        if (chance < 68) {
            return "Pass";
        }
        if (chance < 88) {
            return isBinding ? "Fail" : "Warning";
        }
        return chance < 96 ? "N/A" : "Omitted";
    }

    /// What a control was before it came to what it is: most were so all along, some were mended within the last
    /// three months, fewer broke.
    private static String before(String newest, int months, int chance, boolean isBinding) {
        var changed = 1 + chance % 3;
        if (months < changed || newest.equals("N/A") || newest.equals("Omitted")) {
            return newest;
        }
        if (newest.equals("Pass") && chance < 30) {
            return isBinding ? "Fail" : "Warning";
        }
        return chance < 45 ? "Pass" : newest;
    }

    private static String detail(String result, Random random) {
        return switch (result) {
            case "Pass" -> "Demo: the requirement is met.";
            case "N/A" -> "Demo: a person has to look at this.";
            case "Omitted" -> "Demo: left out by the organisation.";
            default -> "Demo: %d settings differ from the requirement.".formatted(1 + random.nextInt(9));
        };
    }

    private static Map<String, Object> summary(List<Map<String, Object>> controls) {
        return ordered(
                "Passes", count(controls, "Pass"),
                "Failures", count(controls, "Fail"),
                "Warnings", count(controls, "Warning"),
                "Manual", count(controls, "N/A"),
                "Omits", count(controls, "Omitted"));
    }

    private static long count(List<Map<String, Object>> controls, String result) {
        return controls.stream()
                .filter(control -> result.equals(control.get("Result")))
                .count();
    }

    /// 36 to 72 findings on up to six resources for each check, in the shape of Prowler's OCSF.
    static byte[] prowler(Assessment about) {
        var random = about.random();
        var findings = new ArrayList<Map<String, Object>>();
        for (var check : CLOUD_CHECKS) {
            var resources = 3 + random.nextInt(MOST_RESOURCES - 2);
            for (int number = 1; number <= resources; number++) {
                findings.add(finding(about, check, "demo-%s-%02d".formatted(check.service(), number), random));
            }
        }
        return bytes(findings);
    }

    private static Map<String, Object> finding(Assessment about, CloudCheck check, String resource, Random random) {
        var chance = random.nextInt(100);
        var status = chance < 74 ? "PASS" : chance < 96 ? "FAIL" : "MANUAL";
        var isMuted = status.equals("FAIL") && random.nextInt(12) == 0;
        var product = ordered("name", "Prowler", "version", "demo");
        var what = status.equals("FAIL") ? "does not meet the requirement" : "was looked at";
        return ordered(
                "class_uid", 2004,
                "metadata", ordered("event_code", check.id(), "product", product),
                "finding_info", ordered("title", check.title()),
                "severity", check.severity(),
                "status", isMuted ? "Suppressed" : "New",
                "status_code", status,
                "status_detail", "Demo: %s %s.".formatted(resource, what),
                "resources", List.of(ordered("uid", resource, "group", ordered("name", check.service()))),
                "cloud", ordered("account", ordered("uid", about.id(), "name", about.name())),
                "time", about.collectedAt().getEpochSecond());
    }

    private static byte[] bytes(Object document) {
        return JsonMapper.shared().writeValueAsBytes(document);
    }

    /// Names and values in turn, in this order.
    private static Map<String, Object> ordered(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private record CloudCheck(String service, String id, String title, String severity) {}
}
