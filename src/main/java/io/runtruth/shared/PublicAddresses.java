package io.runtruth.shared;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// Looks names up, and refuses those that lead into a private network. The very addresses that were looked at are
/// then connected to, so a name that leads elsewhere the next time gains nothing.
public final class PublicAddresses implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        if (!Arrays.stream(addresses).allMatch(PublicAddresses::isPublic)) {
            throw new PrivateAddress(host);
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /// Whether it is an address of the public internet: not of this machine, a private, shared or local network, a
    /// group, documentation or benchmarks, and no way around that through IPv6 (RFC 6890 and the registries it
    /// began).
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] b) {
        int first = b[0] & 0xFF;
        int second = b[1] & 0xFF;
        int third = b[2] & 0xFF;
        var shared = first == 100 && second >= 64 && second < 128;
        var special = first == 192 && second == 0 && (third == 0 || third == 2) || first == 192 && second == 88;
        var benchmark = first == 198 && (second == 18 || second == 19 || second == 51 && third == 100);
        var documented = first == 203 && second == 0 && third == 113;
        return first != 0 && first < 224 && !shared && !special && !benchmark && !documented;
    }

    /// Global unicast is 2000::/3; of it, tunnels (2001::/23, 2002::/16) and documentation lead elsewhere.
    /// Addresses of IPv4 in other clothes (::ffff:0:0/96, 64:ff9b::/96) are outside of it.
    private static boolean isPublic6(byte[] b) {
        var global = (b[0] & 0xE0) == 0x20;
        var group = (b[0] & 0xFF) << 8 | b[1] & 0xFF;
        var next = (b[2] & 0xFF) << 8 | b[3] & 0xFF;
        var tunnel = group == 0x2002 || group == 0x2001 && next < 0x200;
        var documented = group == 0x2001 && next == 0xDB8 || group == 0x3FFF && next < 0x1000;
        return global && !tunnel && !documented;
    }

    /// The name leads into a private network.
    public static final class PrivateAddress extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        PrivateAddress(String host) {
            super(host);
        }
    }
}
