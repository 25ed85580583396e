package dev.faux.api;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.Datasets;
import dev.faux.dataset.SeedShops;
import dev.faux.log.EventLog;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Gives every dataset its two addresses; any that is a bean is one more. */
@Component
class DatasetsApi {

    private static final Method PAGE =
            ClassUtils.getMethod(DatasetApi.class, "page", Authentication.class, ServerHttpRequest.class);
    private static final Method FIND =
            ClassUtils.getMethod(DatasetApi.class, "find", String.class, Authentication.class, ServerHttpRequest.class);

    @Autowired
    void register(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
            Views views,
            OrderReaders readers,
            SeedShops shops,
            SeedQueries seeds,
            EventLog log,
            ObjectProvider<Dataset> more) {
        for (Dataset dataset :
                Stream.concat(Datasets.ALL.stream(), more.orderedStream()).toList()) {
            DatasetApi api = new DatasetApi(dataset, views, readers, shops, seeds, log.history());
            String path = "/api/v1/" + dataset.name();
            mapping.registerMapping(get(path), api, PAGE);
            if (dataset.table().key().size() == 1) {
                mapping.registerMapping(get(path + "/{id}"), api, FIND);
            }
        }
    }

    private static RequestMappingInfo get(String path) {
        return RequestMappingInfo.paths(path).methods(RequestMethod.GET).build();
    }
}
