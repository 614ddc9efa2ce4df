package io.runtruth.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Whom an address is counted for: an IPv4 address by itself, an IPv6 one by its first 64 bits, which is the
/// least that one customer of a provider has.
public final class AddressBlock {

    private static final int BYTES_OF_NETWORK = 8;

    private AddressBlock() {}

    /// @param address of the peer as the server sees it, behind the proxies that it trusts
    public static String of(@Nullable String address) {
        if (address == null) {
            return "";
        }
        try {
            var literal = InetAddress.ofLiteral(address.replaceFirst("%.*", ""));
            return literal instanceof Inet6Address
                    ? Arrays.toString(Arrays.copyOf(literal.getAddress(), BYTES_OF_NETWORK))
                    : literal.getHostAddress();
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
