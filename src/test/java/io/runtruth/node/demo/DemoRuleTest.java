package io.runtruth.node.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.shared.StartRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoRuleTest {

    @ParameterizedTest(name = "embedded {0}, asked {1}, address {2}: {3}")
    @CsvSource({
        "true,  ,      ,          true",
        "true,  ,      127.0.0.1, true",
        "true,  ,      ::1,       true",
        "true,  ,      0.0.0.0,   false",
        "true,  true,  ,          true",
        "true,  false, ,          false",
        "true,  false, 0.0.0.0,   false",
        "false, ,      ,          false",
        "false, ,      127.0.0.1, false",
        "false, true,  ,          true",
        "false, true,  127.0.0.1, true",
        "false, false, 127.0.0.1, false"
    })
    void demo_data_is_for_this_machine(boolean embedded, Boolean asked, String address, boolean on)
            throws UnknownHostException {
        assertThat(DemoRule.isOn(embedded, asked, resolve(address))).isEqualTo(on);
    }

    @ParameterizedTest
    @CsvSource({"true,0.0.0.0", "false,0.0.0.0", "false,192.0.2.7"})
    void demo_data_that_others_could_reach_is_refused(boolean embedded, String address) {
        assertThatThrownBy(() -> DemoRule.isOn(embedded, true, resolve(address)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("SERVER_ADDRESS");
    }

    private static InetAddress resolve(String address) throws UnknownHostException {
        return address == null ? null : InetAddress.getByName(address);
    }
}
