package io.runtruth.access.signin;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/// How a node calls an identity provider: briefly, and following nobody elsewhere.
final class ProviderHttp {

    static final Duration CONNECT = Duration.ofSeconds(2);

    /// Of a whole answer.
    static final Duration ANSWER = Duration.ofSeconds(4);

    private ProviderHttp() {}

    static JdkClientHttpRequestFactory factory() {
        var client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var factory = new JdkClientHttpRequestFactory(client);
        factory.setReadTimeout(ANSWER);
        return factory;
    }
}
