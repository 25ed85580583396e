package dev.faux.api;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Finds clients whose machine or network has gone without a word. Little is written to one whose events are few, and what is fits
 * into the buffers of the system, which would go on trying to send it for a quarter of an hour; where the system can be told to,
 * it tries no longer than anybody may take nothing.
 */
@Component
class VanishedClients implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private final int patience;

    VanishedClients(ApiSettings settings) {
        this.patience =
                (int) Math.min(Integer.MAX_VALUE, settings.streams().patience().toMillis());
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        if (Epoll.isAvailable()) {
            factory.addServerCustomizers(server -> server.childOption(EpollChannelOption.TCP_USER_TIMEOUT, patience));
        }
    }
}
