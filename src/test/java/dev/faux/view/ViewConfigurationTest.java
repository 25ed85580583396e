package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import dev.faux.dataset.Datasets;
import dev.faux.dataset.Wanted;
import dev.faux.log.EventLog;
import dev.faux.log.Reader;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The views as the server furnishes them, for each way in which somebody can ask for them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ViewConfigurationTest {

    private final ApplicationContextRunner server = new ApplicationContextRunner()
            .withUserConfiguration(ViewConfiguration.class)
            .withBean(EventLog.class, () -> mock(EventLog.class));

    @Test
    void are_in_a_postgres_of_our_own_if_nobody_says_otherwise(@TempDir Path home) {
        server.withPropertyValues("faux.home=" + home).run(context -> {
            assertThat(context).hasSingleBean(Reader.class);
            ViewHealth health = context.getBean(ViewHealth.class);
            assertThat(Answers.the(health.health()).getStatus()).isNotEqualTo(Status.DOWN);
            OpenView.awaitUp(context.getBean(Database.class));
            Health up = Answers.the(health.health());
            assertThat(up.getStatus()).isEqualTo(Status.UP);
            assertThat(up.getDetails()).containsEntry("position", 0L);
            assertThat(home.resolve("postgres/data")).isDirectory();
        });
        assertThat(home.resolve("postgres/data/postmaster.pid")).doesNotExist();
        assertThat(Files.exists(home.resolve("postgres/port"))).isTrue();
    }

    @Test
    void are_in_the_postgres_that_spring_is_told_of(@TempDir Path home) throws Exception {
        EmbeddedPostgresServer foreign = new EmbeddedPostgresServer(home.resolve("foreign"));
        String address = foreign.start().toString();
        try {
            server.withPropertyValues(
                            "faux.home=" + home,
                            "spring.r2dbc.url=r2dbc:postgresql://" + address,
                            "spring.r2dbc.username=postgres",
                            "spring.r2dbc.password=" + Files.readString(home.resolve("foreign/password")))
                    .run(context -> {
                        OpenView.awaitUp(context.getBean(Database.class));
                        assertThat(Answers.the(context.getBean(OwnShop.class)
                                                .page(Datasets.named("users"), new Wanted(null, 1, List.of())))
                                        .rows())
                                .isEmpty();
                        var meters = new SimpleMeterRegistry();
                        context.getBean(MeterBinder.class).bindTo(meters);
                        assertThat(meters.get("faux.view.connections")
                                        .tag("state", "idle")
                                        .gauge()
                                        .value())
                                .isEqualTo(1);
                    });
            assertThat(home.resolve("postgres")).doesNotExist();
        } finally {
            foreign.stop();
        }
    }

    @Test
    void say_so_while_postgres_cannot_be_reached(@TempDir Path home) {
        server.withPropertyValues("faux.home=" + home, "spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:1/faux")
                .run(context -> {
                    Database database = context.getBean(Database.class);
                    await().atMost(OpenView.PATIENCE).until(database::hasFailed);
                    Health down = Answers.the(context.getBean(ViewHealth.class).health());
                    assertThat(down.getStatus()).isEqualTo(Status.DOWN);
                    assertThat(Objects.toString(down.getDetails().get("state"))).contains("Postgres cannot be used");
                });
    }

    @Test
    void are_not_there_if_they_are_switched_off(@TempDir Path home) {
        server.withPropertyValues("faux.home=" + home, "faux.view.enabled=false")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(Reader.class);
                    assertThat(context).doesNotHaveBean(Database.class);
                });
    }

    @Test
    void refuse_to_start_with_an_impossible_bound() {
        server.withPropertyValues("faux.retention=1m")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("faux.retention is PT1M, expected at least an hour"));
        server.withPropertyValues("faux.view.connections=0")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("faux.view.connections is 0, expected 1 to 30"));
        server.withPropertyValues("spring.r2dbc.url=r2dbc:mysql://localhost/faux")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("spring.r2dbc.url is for mysql"));
    }
}
