package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.ConnectionFactoryOptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** One URL leads R2DBC and JDBC to the same place. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PostgresAddressTest {

    @Test
    void leads_jdbc_where_it_leads_r2dbc() {
        var address =
                PostgresAddress.of("it", "r2dbc:postgresql://db.example.com:5433/shop?sslMode=VERIFY_FULL", "ann", "x");
        var jdbc = (PGSimpleDataSource) address.dataSource();
        assertThat(jdbc.getServerNames()).containsExactly("db.example.com");
        assertThat(jdbc.getPortNumbers()).containsExactly(5433);
        assertThat(jdbc.getDatabaseName()).isEqualTo("shop");
        assertThat(jdbc.getUser()).isEqualTo("ann");
        assertThat(jdbc.getPassword()).isEqualTo("x");
        assertThat(jdbc.getSslMode()).isEqualTo("verify-full");
        assertThat(address.options().getValue(ConnectionFactoryOptions.USER)).isEqualTo("ann");
    }

    @Test
    void takes_user_and_password_from_the_url_too_and_shows_neither() {
        var address = PostgresAddress.of("it", "r2dbc:postgresql://ann:secret@localhost/shop", null, null);
        var jdbc = (PGSimpleDataSource) address.dataSource();
        assertThat(jdbc.getUser()).isEqualTo("ann");
        assertThat(jdbc.getPassword()).isEqualTo("secret");
        assertThat(jdbc.getPortNumbers()).containsExactly(5432);
        assertThat(address).hasToString("localhost:5432/shop");
    }

    @Test
    void refuses_what_is_no_database_of_a_postgres() {
        for (String url : new String[] {
            "r2dbc:h2:mem:///shop", "r2dbc:postgresql://localhost", "jdbc:postgresql://localhost/secret"
        }) {
            assertThatThrownBy(() -> PostgresAddress.of("it", url, null, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("it is ")
                    .hasMessageNotContaining("secret")
                    .hasMessageContaining("expected one like r2dbc:postgresql://localhost:5432/faux");
        }
    }
}
