package dev.faux.api;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.Wanted;
import dev.faux.dataset.Wanted.Condition;
import dev.faux.dataset.Wanted.Test;
import dev.faux.log.EventLog;
import dev.faux.shop.Id;
import dev.faux.shop.Uuids;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** Whose orders a client may read: everybody's with the scope for it, else his own. */
@Component
class OrderReaders {

    private static final String ALL = Scopes.authority("orders:read");

    private final Desk desk;
    private final PersonNames names;
    private final Uuids uuids;

    OrderReaders(Desk desk, PersonNames names, EventLog log) {
        this.desk = desk;
        this.names = names;
        uuids = log.history().uuids();
    }

    static boolean seeAll(Authentication client) {
        return client.getAuthorities().stream().anyMatch(each -> ALL.equals(each.getAuthority()));
    }

    /** What of it he may read, or null for nothing at all. */
    @Nullable
    Wanted allowed(Dataset dataset, Wanted wanted, Authentication client) {
        if (!dataset.name().equals("orders") || seeAll(client)) {
            return wanted;
        }
        Id customer = client instanceof JwtAuthenticationToken token ? desk.customer(names.of(token.getToken())) : null;
        if (customer == null) {
            return null;
        }
        List<Condition> conditions = new ArrayList<>(wanted.conditions());
        conditions.add(new Condition("user_id", Test.IS, uuids.of(customer).toString()));
        return new Wanted(wanted.after(), wanted.limit(), conditions);
    }
}
