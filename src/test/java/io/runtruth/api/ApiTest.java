package io.runtruth.api;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import io.runtruth.access.Actor;
import io.runtruth.access.SignedIn;
import io.runtruth.testing.DatabaseTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls through the real security filters, as a person who has signed in.
abstract class ApiTest extends DatabaseTest {

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
        return send(actor, request(HttpMethod.GET, address));
    }

    Answer post(Actor.Person actor, String address) {
        return send(actor, request(HttpMethod.POST, address));
    }

    Answer send(Actor.Person actor, MockHttpServletRequestBuilder call) {
        return send(call.with(user(new SignedIn(actor, "somebody", null))));
    }

    Answer send(MockHttpServletRequestBuilder call) {
        try {
            var response = mvc.perform(call).andReturn().getResponse();
            return new Answer(response, json.readTree(response.getContentAsString(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// Slug of the workspace.
    String slug(java.util.UUID workspaceId) {
        return jdbc.sql("select slug from workspace where id = ?")
                .param(workspaceId)
                .query(String.class)
                .single();
    }

    String address(java.util.UUID workspaceId) {
        return "/api/v1/workspaces/" + slug(workspaceId);
    }

    String address(io.runtruth.shared.Scope scope) {
        return address(scope.workspaceId()) + "/environments/" + slug(scope);
    }

    String slug(io.runtruth.shared.Scope scope) {
        return jdbc.sql("select slug from managed_environment where workspace_id = ? and id = ?")
                .params(scope.workspaceId(), scope.environmentId())
                .query(String.class)
                .single();
    }

    record Answer(org.springframework.mock.web.MockHttpServletResponse response, JsonNode body) {

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
