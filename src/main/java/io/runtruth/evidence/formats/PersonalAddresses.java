package io.runtruth.evidence.formats;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/// People's e-mail addresses in what a tool found (contract 6): each becomes a short pseudonym, the same address
/// the same one, so that resources stay apart. Package coordinates, service accounts, units, files and `git@` look
/// alike and are none. A text is gone through once, whatever stands in it.
final class PersonalAddresses {

    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 255;
    private static final int PSEUDONYM_BYTES = 4;
    private static final Set<String> TECHNICAL_NAMES = Set.of("git", "svn", "hg", "serviceaccount");
    private static final Set<String> VERSION_ENDS = Set.of(
            "release", "final", "ga", "snapshot", "alpha", "beta", "rc", "dev", "pre", "jre", "android", "redhat");
    /// Endings of units and files, none of which is a top level domain for mail.
    private static final Set<String> NO_DOMAIN_ENDS = Set.of(
            "service",
            "socket",
            "timer",
            "mount",
            "automount",
            "target",
            "slice",
            "scope",
            "path",
            "device",
            "swap",
            "conf",
            "cfg",
            "ini",
            "log",
            "lock",
            "json",
            "jsonl",
            "yaml",
            "yml",
            "xml",
            "toml",
            "tf",
            "tfvars",
            "hcl",
            "js",
            "mjs",
            "jsx",
            "ts",
            "tsx",
            "css",
            "scss",
            "html",
            "htm",
            "java",
            "kt",
            "php",
            "rb",
            "txt",
            "csv",
            "png",
            "jpg",
            "jpeg",
            "gif",
            "svg",
            "webp",
            "ico",
            "tgz",
            "gz",
            "jar",
            "war",
            "ear",
            "whl",
            "exe",
            "dll");

    private static final Set<String> SERVICE_CLASSES =
            Set.of("http", "host", "ldap", "cifs", "mssqlsvc", "termsrv", "wsman", "dns", "nfs", "krbtgt");

    private PersonalAddresses() {}

    static String hiddenIn(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            return text;
        }
        var hidden = new StringBuilder(text.length());
        int copied = 0;
        for (; at >= 0; at = text.indexOf('@', at + 1)) {
            int start = localStart(text, at, copied);
            int end = domainEnd(text, at + 1);
            if (start < at && end > at && isPersonal(text, start, at, end)) {
                hidden.append(text, copied, start)
                        .append("[address ")
                        .append(pseudonym(text.substring(start, end)))
                        .append(']');
                copied = end;
            }
        }
        return hidden.append(text, copied, text.length()).toString();
    }

    private static int localStart(String text, int at, int notBefore) {
        int start = at;
        while (start > Math.max(notBefore, at - MAX_LOCAL) && isLocal(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isLocal(char character) {
        return Character.isLetterOrDigit(character) || "._%+'#-".indexOf(character) >= 0;
    }

    /// The end of the longest run of labels that ends in letters, as top level domains do; -1 where there is none.
    private static int domainEnd(String text, int from) {
        int last = Math.min(text.length(), from + MAX_DOMAIN);
        int end = -1;
        int label = from;
        int labels = 0;
        for (int i = from; i <= last; i++) {
            var isPart = i < last && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '-');
            if (isPart) {
                continue;
            }
            if (i == label) {
                return end;
            }
            labels++;
            if (labels > 1 && isTopLevel(text, label, i)) {
                end = i;
            }
            if (i == last || text.charAt(i) != '.') {
                return end;
            }
            label = i + 1;
        }
        return end;
    }

    private static boolean isTopLevel(String text, int from, int to) {
        return to - from >= 2
                && to - from <= 24
                && text.substring(from, to).chars().allMatch(Character::isLetter);
    }

    private static boolean isPersonal(String text, int start, int at, int end) {
        var local = text.substring(start, at).toLowerCase(Locale.ROOT);
        var domain = text.substring(at + 1, end);
        var labels = domain.toLowerCase(Locale.ROOT).split("\\.");
        return !TECHNICAL_NAMES.contains(local)
                && !isVersion(labels)
                && !NO_DOMAIN_ENDS.contains(labels[labels.length - 1])
                && !isServiceAccount(text, start, domain)
                && !isInPackageAddress(text, start);
    }

    /// `5.3.9.RELEASE`, `v1.2.Final`, `4.Final`; but neither `163.com` nor `1und1.de`.
    private static boolean isVersion(String[] labels) {
        var first = labels[0].startsWith("v") ? labels[0].substring(1) : labels[0];
        var second = labels[1];
        return isNumber(first)
                && (labels.length > 2 && Character.isDigit(second.charAt(0))
                        || VERSION_ENDS.contains(labels[labels.length - 1]));
    }

    private static boolean isNumber(String label) {
        return !label.isEmpty() && label.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Of a cloud, of Kubernetes (`system:…`), or a principal of Kerberos (`HTTP/host@REALM`).
    private static boolean isServiceAccount(String text, int start, String domain) {
        return domain.toLowerCase(Locale.ROOT).endsWith(".gserviceaccount.com")
                || text.startsWith("system:", start - "system:".length())
                || SERVICE_CLASSES.stream().anyMatch(name -> isBehind(text, start, name));
    }

    private static boolean isBehind(String text, int start, String serviceClass) {
        int from = start - serviceClass.length() - 1;
        return from >= 0
                && text.charAt(start - 1) == '/'
                && text.regionMatches(true, from, serviceClass, 0, serviceClass.length());
    }

    /// `pkg:maven/org.example/library@RELEASE.one`: the word begins so.
    private static boolean isInPackageAddress(String text, int start) {
        int word = start;
        while (word > 0 && start - word < MAX_DOMAIN && !Character.isWhitespace(text.charAt(word - 1))) {
            word--;
        }
        return text.substring(word, start).contains("pkg:");
    }

    private static String pseudonym(String address) {
        var digest = Digests.sha256().digest(address.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, PSEUDONYM_BYTES);
    }
}
