package dev.faux;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;

/** The shop with its doors open: everything that is served over HTTP. */
@SpringBootApplication(
        exclude = {DataSourceAutoConfiguration.class, R2dbcAutoConfiguration.class, FlywayAutoConfiguration.class})
public class Server {

    public static void main(String[] args) {
        SpringApplication.run(Server.class, args);
    }
}
