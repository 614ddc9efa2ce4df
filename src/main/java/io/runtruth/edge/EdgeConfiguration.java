package io.runtruth.edge;

import jakarta.servlet.Filter;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ContinueResponseTiming;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Puts the edge into the container, from the outside in: a proxy's headers are believed (by the container's own
/// valve), the headers of the answer are written, refusals put into words, other hosts and sites refused, the
/// content measured.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EdgeProperties.class)
class EdgeConfiguration {

    private static final String COOKIE = "runtruth";

    /// A browser takes this name only from the host itself, over HTTPS, for all of its addresses.
    private static final String COOKIE_OF_HTTPS = "__Host-" + COOKIE;

    /// After Spring Boot's own, whose valves stand further out.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> edge(
            EdgeProperties properties, ObjectProvider<RefusalWords> words) {
        return tomcat -> {
            tomcat.addEngineValves(new HeadersValve());
            tomcat.addContextValves(new HostsValve(properties.hosts()), new BodyValve());
            tomcat.addContextCustomizers(context -> {
                ((StandardHost) context.getParent()).getPipeline().addValve(new RefusalsValve(words::getObject));
                context.setSessionCookieName(properties.https() ? COOKIE_OF_HTTPS : COOKIE);
            });
            // who asks before it sends is answered before it has sent
            tomcat.addConnectorCustomizers(connector -> connector.setProperty(
                    "continueResponseTiming", ContinueResponseTiming.ON_REQUEST_BODY_READ.toString()));
            if (properties.https()) {
                tomcat.getSettings().getSession().getCookie().setSecure(true);
            }
        };
    }

    @Bean
    static FilterRegistrationBean<Filter> faultsOfTheContainer(StrangersLog log) {
        var registration = new FilterRegistrationBean<Filter>(new FaultsFilter(log));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
