package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.api.ApiSettings.Streams;
import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import reactor.core.publisher.Mono;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VanishedClientsTest {

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "no other system is told")
    void the_system_tries_no_longer_to_reach_a_client_than_he_may_take_nothing() throws IOException {
        Streams streams = new Streams(1, Duration.ZERO, Duration.ofSeconds(7));
        CompletableFuture<Channel> connected = new CompletableFuture<>();
        NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory(0);
        factory.setAddress(InetAddress.getLoopbackAddress());
        new VanishedClients(new ApiSettings(Path.of("."), 1_000, streams, true)).customize(factory);
        factory.addServerCustomizers(
                server -> server.doOnChannelInit((observer, channel, address) -> connected.complete(channel)));
        WebServer server = factory.getWebServer((request, response) -> Mono.empty());
        server.start();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            assertThat(client.isConnected()).isTrue();
            Channel channel = connected.orTimeout(30, TimeUnit.SECONDS).join();
            assertThat(channel.config().getOption(EpollChannelOption.TCP_USER_TIMEOUT))
                    .as(() -> "without the native library: " + Epoll.unavailabilityCause())
                    .isEqualTo(7_000);
        } finally {
            server.stop();
        }
    }
}
