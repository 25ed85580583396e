package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WelcomeTest {

    private static final Path HERE = Path.of("/somewhere/faux");

    @TempDir
    private Path keys;

    @Test
    void the_line_to_paste_is_short_where_the_home_is_below() {
        assertThat(welcome(HERE.resolve(".faux")).text(8080, HERE))
                .contains("http://localhost:8080/docs")
                .endsWith("curl -N -H @.faux/authorization http://localhost:8080/api/v1/events/stream");
    }

    @Test
    void the_line_to_paste_is_whole_where_the_home_is_elsewhere() {
        assertThat(welcome(Path.of("/a home/faux")).text(8080, HERE))
                .endsWith("curl -N -H @'/a home/faux/authorization' http://localhost:8080/api/v1/events/stream");
    }

    @Test
    void with_an_issuer_the_token_is_his() {
        Welcome welcome = new Welcome(
                new ApiSettings(HERE, 1_000, TestShop.STREAMS, true),
                new StaticListableBeanFactory().getBeanProvider(AuthorizationFile.class));
        assertThat(welcome.text(8080, HERE)).contains("Authorization: Bearer $TOKEN");
    }

    private Welcome welcome(Path home) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        ApiSettings settings = new ApiSettings(home, 1_000, TestShop.STREAMS, true);
        Tokens tokens = new Tokens(SigningKey.in(keys));
        beans.addBean("file", new AuthorizationFile(settings, tokens));
        return new Welcome(settings, beans.getBeanProvider(AuthorizationFile.class));
    }
}
