package dev.faux.sink;

import dev.faux.log.WrongSetting;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClientBuilder;

/** How to talk to one Kinesis; who asks is found out by the client's own means. */
final class KinesisClients {

    /** As a stream may be called. */
    private static final String NAME = "[a-zA-Z0-9_.-]{1,100}";

    /** Nobody asks where a Kinesis of one's own is. */
    private static final Region ANY = Region.US_EAST_1;

    private static final int MOST_CONNECTIONS = 50;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final @Nullable String region;
    private final @Nullable URI endpoint;

    /** @throws WrongSetting where a setting asks for what there is not */
    KinesisClients(String sink, SinkSettings settings) {
        String keys = "faux.sinks." + sink + '.';
        region = settings.region();
        endpoint = settings.endpoint();
        if (endpoint != null
                && (endpoint.getHost() == null
                        || !String.valueOf(endpoint.getScheme()).startsWith("http"))) {
            throw new WrongSetting(
                    keys + "endpoint is " + endpoint + ", expected where Kinesis is, such as http://localhost:4566");
        }
        if (!settings.prefix().matches(NAME)) {
            throw new WrongSetting(
                    keys + "prefix is " + settings.prefix() + ", expected 1 to 100 letters, digits, dots, dashes or _");
        }
        if (settings.shards() < 1) {
            throw new WrongSetting(keys + "shards is " + settings.shards() + ", expected at least 1");
        }
    }

    /** Blocks: it looks for files and in the environment. */
    KinesisAsyncClient open() {
        KinesisAsyncClientBuilder builder = KinesisAsyncClient.builder()
                // Only readers need the other one.
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .protocol(Protocol.HTTP1_1)
                        .maxConcurrency(MOST_CONNECTIONS)
                        .connectionTimeout(CONNECT)
                        .readTimeout(PATIENCE))
                .overrideConfiguration(told -> told
                        // Who sends knows better what to send again.
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(PATIENCE))
                // What comes of an answer is soon handed on.
                .asyncConfiguration(told ->
                        told.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run));
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        if (region != null || endpoint != null) {
            builder.region(region == null ? ANY : Region.of(region));
        }
        return builder.build();
    }
}
