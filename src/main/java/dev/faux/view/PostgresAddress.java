package dev.faux.view;

import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.DRIVER;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.SSL;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import dev.faux.log.WrongSetting;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a Postgres is and how to get in: as R2DBC asks it for everything, and as JDBC does for the migrations. */
final class PostgresAddress {

    private static final Option<Object> SSL_ROOT_CERT = Option.valueOf("sslRootCert");
    private static final Option<Object> SSL_MODE = Option.valueOf("sslMode");
    private static final String EXAMPLE = "r2dbc:postgresql://localhost:5432/faux";
    private static final int DEFAULT_PORT = 5432;

    private final ConnectionFactoryOptions options;

    private PostgresAddress(ConnectionFactoryOptions options) {
        this.options = options;
    }

    static PostgresAddress of(String host, int port, String database, String user, String password) {
        return new PostgresAddress(ConnectionFactoryOptions.builder()
                .option(DRIVER, "postgresql")
                .option(HOST, host)
                .option(PORT, port)
                .option(DATABASE, database)
                .option(USER, user)
                .option(PASSWORD, password)
                .build());
    }

    /**
     * @param setting what the URL is called where it was given
     * @param user instead of that of the URL, if any
     * @param password instead of that of the URL, if any
     * @throws WrongSetting unless the URL leads to a database of a Postgres
     */
    static PostgresAddress of(String setting, String url, @Nullable String user, @Nullable String password) {
        ConnectionFactoryOptions parsed = parse(setting, url);
        Object driver = parsed.getValue(DRIVER);
        if (!"postgresql".equals(driver) || !parsed.hasOption(HOST) || !parsed.hasOption(DATABASE)) {
            throw new WrongSetting(setting + " is for " + driver + ", expected one like " + EXAMPLE);
        }
        ConnectionFactoryOptions.Builder options = parsed.mutate();
        if (user != null) {
            options.option(USER, user);
        }
        if (password != null) {
            options.option(PASSWORD, password);
        }
        return new PostgresAddress(options.build());
    }

    private static ConnectionFactoryOptions parse(String setting, String url) {
        try {
            return ConnectionFactoryOptions.parse(url);
        } catch (IllegalArgumentException e) {
            // What R2DBC says has the URL in it, and so the password.
            throw new WrongSetting(setting + " is no URL of R2DBC, expected one like " + EXAMPLE);
        }
    }

    ConnectionFactoryOptions options() {
        return options;
    }

    /** Connections of JDBC, which block. */
    DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {text(HOST)});
        source.setPortNumbers(new int[] {port()});
        source.setDatabaseName(text(DATABASE));
        source.setUser(text(USER));
        source.setPassword(text(PASSWORD));
        String sslMode = text(SSL_MODE);
        if (sslMode != null) {
            source.setSslMode(sslMode.toLowerCase(Locale.ROOT).replace('_', '-'));
        } else if ("true".equals(text(SSL))) {
            // As R2DBC has it.
            source.setSslMode("verify-full");
        }
        String certificate = text(SSL_ROOT_CERT);
        if (certificate != null) {
            source.setSslRootCert(certificate);
        }
        return source;
    }

    private int port() {
        Object port = options.getValue(PORT);
        return port == null ? DEFAULT_PORT : Integer.parseInt(port.toString());
    }

    private @Nullable String text(Option<?> option) {
        Object value = options.getValue(option);
        return value == null ? null : value.toString();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return text(HOST) + ":" + port() + "/" + text(DATABASE);
    }
}
