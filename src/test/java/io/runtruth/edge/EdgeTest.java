package io.runtruth.edge;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The real server on a real port: what only a connection shows.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"runtruth.role=web", "runtruth.demo=false"})
abstract class EdgeTest extends DatabaseTest {

    private static final Pattern COOKIE = Pattern.compile("((?:__Host-)?runtruth=[^;\\s]+)");

    @LocalServerPort
    int port;

    @Autowired
    private TestWorkspaces some;

    @Autowired
    private JdbcClient jdbc;

    /// A person of a new workspace, who can sign in.
    Person person(Role role) {
        return person(some.environment(some.workspace()), role);
    }

    Person person(Scope scope, Role role) {
        var actor = some.person(scope.workspaceId(), role);
        var username = jdbc.sql("select username from account where id = ?")
                .param(actor.account())
                .query(String.class)
                .single();
        var address =
                jdbc.sql("""
                        select '/api/v1/workspaces/' || w.slug || '/environments/' || e.slug
                        from workspace w
                        join managed_environment e on e.workspace_id = w.id
                        where e.id = ?
                        """).param(scope.environmentId()).query(String.class).single();
        return new Person(actor, username, TestWorkspaces.PASSWORD, address, some.token(scope.workspaceId(), actor));
    }

    RawHttp.Answer get(String target, String... headers) {
        return exchange("GET", target, "", headers);
    }

    RawHttp.Answer post(String target, String content, String... headers) {
        return exchange("POST", target, content, headers);
    }

    RawHttp.Answer exchange(String method, String target, String content, String... headers) {
        return RawHttp.exchange(port, head(method, target, content.length(), headers), content);
    }

    List<String> head(String method, String target, long length, String... headers) {
        var lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1"));
        var given = List.of(headers);
        lines.addAll(given);
        if (given.stream().noneMatch(it -> it.startsWith("Host:"))) {
            lines.add("Host: localhost:" + port);
        }
        if (given.stream().noneMatch(it -> it.startsWith("Connection:"))) {
            lines.add("Connection: close");
        }
        if (length > 0) {
            lines.add("Content-Length: " + length);
        }
        return lines;
    }

    /// A new session of this person, as a `Cookie` header.
    String signIn(Person person, String... headers) {
        return session(login(person, headers));
    }

    RawHttp.Answer login(Person person, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: application/x-www-form-urlencoded");
        return post(
                "/login",
                "username=" + person.username() + "&password=" + person.password(),
                all.toArray(String[]::new));
    }

    static String session(RawHttp.Answer answer) {
        var cookie = COOKIE.matcher(answer.header("Set-Cookie"));
        if (!cookie.find()) {
            throw new AssertionError("no session: " + answer);
        }
        return "Cookie: " + cookie.group(1);
    }

    /// @param address of the API, of the person's environment
    /// @param token for all that the person may
    record Person(Actor.Person actor, String username, String password, String address, String token) {

        String bearer() {
            return "Authorization: Bearer " + token;
        }
    }
}
