package io.runtruth.shared;

import java.time.Duration;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/// Calls to addresses that people have given: nobody is followed elsewhere, nothing is tried again, unpacked or
/// kept, certificates are checked, and private networks are out of reach where the node does not allow them.
public final class OutgoingHttp {

    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_HEADERS = 100;

    private OutgoingHttp() {}

    /// @param privateAllowed also into private networks
    /// @param connect how long connecting may take
    /// @param silence how long nothing may come
    /// @param mostConnections at once, to all of them together as to one
    public static CloseableHttpClient client(
            boolean privateAllowed, Duration connect, Duration silence, int mostConnections) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(privateAllowed ? SystemDefaultDnsResolver.INSTANCE : new PublicAddresses())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setMaxConnTotal(mostConnections)
                .setMaxConnPerRoute(mostConnections)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setSocketTimeout(Timeout.of(silence))
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(silence))
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("Runtruth")
                .build();
    }
}
