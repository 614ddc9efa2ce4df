package io.runtruth.api;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import io.runtruth.access.Actor;
import io.runtruth.access.SignedIn;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls through the real security filters, as a person who has signed in.
abstract class ApiTest extends DatabaseTest {

    static final String OCSF = """
            [{"class_uid":2004,"metadata":{"event_code":"a","product":{"name":"Prowler","version":"5.1"}},
            "status_code":"FAIL","time":1767225600,"resources":[{"uid":"%s"}],
            "cloud":{"account":{"uid":"%s","name":"Contoso"}}}]
            """;

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private JsonMapper json;

    @Autowired
    private JdbcClient jdbc;

    private MockMvc mvc;

    @BeforeEach
    void calls() {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    Answer get(Actor.Person actor, String address) {
        return send(actor, call(HttpMethod.GET, address));
    }

    Answer post(Actor.Person actor, String address) {
        return send(actor, call(HttpMethod.POST, address));
    }

    Answer upload(Actor.Person actor, String address, String file) {
        return send(actor, call(HttpMethod.POST, address).content(file));
    }

    /// @param address is sent as it is
    static MockHttpServletRequestBuilder call(HttpMethod method, String address) {
        return request(method, java.net.URI.create(address));
    }

    Answer send(Actor.Person actor, AbstractMockHttpServletRequestBuilder<?> call) {
        return send(call.with(signedIn(actor)));
    }

    static RequestPostProcessor signedIn(Actor.Person actor) {
        return user(new SignedIn(actor, "somebody", null));
    }

    /// For what is no JSON.
    MockHttpServletResponse raw(AbstractMockHttpServletRequestBuilder<?> call) {
        try {
            return mvc.perform(call).andReturn().getResponse();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    Answer send(AbstractMockHttpServletRequestBuilder<?> call) {
        try {
            var response = mvc.perform(call).andReturn().getResponse();
            var type = response.getContentType();
            // of a file, and of a stream that goes on, only the status is asked
            var content = type == null || type.contains("json")
                    ? response.getContentAsString(StandardCharsets.UTF_8)
                    : "null";
            return new Answer(response, json.readTree(content));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    String address(UUID workspaceId) {
        return "/api/v1/workspaces/" + slug(workspaceId);
    }

    String address(Scope scope) {
        return address(scope.workspaceId()) + "/environments/" + slug(scope);
    }

    String slug(UUID workspaceId) {
        return jdbc.sql("select slug from workspace where id = ?")
                .param(workspaceId)
                .query(String.class)
                .single();
    }

    String slug(Scope scope) {
        return jdbc.sql("select slug from managed_environment where workspace_id = ? and id = ?")
                .params(scope.workspaceId(), scope.environmentId())
                .query(String.class)
                .single();
    }

    record Answer(MockHttpServletResponse response, JsonNode body) {

        int status() {
            return response.getStatus();
        }

        String text(String pointer) {
            return body.at(pointer).asString();
        }

        String code() {
            return text("/code");
        }
    }
}
