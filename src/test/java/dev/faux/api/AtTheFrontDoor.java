package dev.faux.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** A test that comes in by the front door: a real server, with the small shop behind it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = TestShop.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"faux.home=target/api-homes/${random.uuid}", "faux.sse.max-clients=3"})
@DisplayNameGeneration(ReplaceUnderscores.class)
@interface AtTheFrontDoor {}
