package dev.faux.simulation;

import dev.faux.shop.Command.CancelOrder;
import dev.faux.shop.Command.PlaceOrder;
import dev.faux.shop.Command.RegisterCustomer;
import dev.faux.shop.Decision;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Id;
import dev.faux.shop.Order;
import dev.faux.shop.Origin;
import dev.faux.shop.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The people from outside: customers beside those who are made up, from their first order on. */
final class Persons {

    /** By name: which one of them he is, from 0. */
    private final Map<String, Integer> places = new HashMap<>();

    private final List<String> names;

    /** @param names of those who are customers by now, in the order in which they became so */
    Persons(List<String> names) {
        this.names = new ArrayList<>();
        names.forEach(this::add);
    }

    List<String> names() {
        return List.copyOf(names);
    }

    private void add(String name) {
        places.put(name, names.size());
        names.add(name);
    }

    Decision follow(World world, Instruction.OfPerson instruction) {
        return switch (instruction) {
            case Instruction.Order order -> order(world, order);
            case Instruction.Cancel cancel -> cancel(world, cancel);
        };
    }

    private Decision order(World world, Instruction.Order wanted) {
        if (!places.containsKey(wanted.person())) {
            world.perform(new RegisterCustomer(lane(world)));
            add(wanted.person());
        }
        Id customer = customer(world, wanted.person());
        int revision = world.shop().revision(customer);
        Scenario.Delivery delivery = world.scenario().orders().delivery();
        int shipping =
                wanted.shipping() == null ? 0 : delivery.methods().names().indexOf(wanted.shipping());
        Scenario.Market market =
                world.scenario().markets().get(world.population().market(customer));
        Decision decision = world.perform(new PlaceOrder(
                Origin.PERSON,
                customer,
                null,
                world.population().addresses(customer, revision).getFirst(),
                delivery.methods().names().get(shipping),
                market.convert(delivery.fees().get(shipping)),
                world.now() + delivery.promises().get(shipping).toMillis(),
                wanted.items()));
        if (decision instanceof Accepted accepted) {
            Payer payer = new Payer(world, accepted.events().getFirst().key(), revision);
            world.schedule(payer, payer.firstAct(world));
        }
        return decision;
    }

    private Decision cancel(World world, Instruction.Cancel wanted) {
        Order order = world.shop().order(wanted.order());
        if (order != null
                && !(places.containsKey(wanted.person())
                        && order.placed().customer().equals(customer(world, wanted.person())))) {
            return new Rejected(new Refusal.UnknownOrder(wanted.order()));
        }
        return world.perform(new CancelOrder(wanted.order(), wanted.reason()));
    }

    private Id customer(World world, String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw new AssertionError(name + " is no customer yet");
        }
        return world.shop().registered(lane(world), place);
    }

    private static int lane(World world) {
        return world.population().numbers().people();
    }
}
