package dev.faux.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Hands a method its {@link Query}: the names that its documentation tells are those that it knows. */
@Configuration(proxyBeanMethods = false)
class QueryArguments implements HandlerMethodArgumentResolver, WebFluxConfigurer {

    private final Map<Method, Set<String>> names = new ConcurrentHashMap<>();

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Query.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        Method method = parameter.getMethod();
        if (method == null) {
            return Mono.error(new IllegalStateException("only methods take a query"));
        }
        Set<String> known = names.computeIfAbsent(method, QueryArguments::namesOf);
        return Mono.fromSupplier(() -> new Query(exchange.getRequest().getQueryParams(), known));
    }

    private static Set<String> namesOf(Method method) {
        return AnnotatedElementUtils.getMergedRepeatableAnnotations(method, Parameter.class).stream()
                .filter(each -> each.in() == ParameterIn.QUERY)
                .map(Parameter::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
