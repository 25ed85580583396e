package dev.faux.simulation;

import dev.faux.shop.Command.AdmitVendor;
import dev.faux.shop.Command.ChangePrice;
import dev.faux.shop.Command.EditProduct;
import dev.faux.shop.Command.RetireProduct;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Product;
import dev.faux.shop.Shop;
import dev.faux.simulation.Scenario.Merchandising;

/**
 * What the shop and its vendors do by themselves: new prices, new names, new products for old ones. The more visitors come, the
 * more of it there is.
 */
final class BackOffice {

    private final Merchandising rules;
    private final Assortment assortment;
    private int vendors;

    private enum Work {
        CHANGE_PRICE,
        EDIT,
        SUCCEED
    }

    BackOffice(Scenario scenario, Assortment assortment, int vendors) {
        this.rules = scenario.merchandising();
        this.assortment = assortment;
        this.vendors = vendors;
    }

    /** How many have joined. */
    int vendors() {
        return vendors;
    }

    /** With each visitor who comes something may be done, within an hour of work. */
    void plan(World world, Dice dice) {
        double place = dice.unit() * Merchandising.VISITS;
        if (place < rules.priceChanges()) {
            put(world, dice, Work.CHANGE_PRICE);
        } else if (place < rules.priceChanges() + rules.edits()) {
            put(world, dice, Work.EDIT);
        } else if (place < rules.priceChanges() + rules.edits() + rules.launches()) {
            put(world, dice, Work.SUCCEED);
        }
    }

    private static void put(World world, Dice dice, Work work) {
        long due = world.staff().packing().after(world.now(), dice.between(0, Intensity.HOUR));
        world.schedule(new Task(dice, work), due);
    }

    private void act(World world, Dice dice, Work work) {
        switch (work) {
            case CHANGE_PRICE -> changePrice(world, dice);
            case EDIT -> edit(world, dice);
            case SUCCEED -> succeed(world, dice);
        }
    }

    private void changePrice(World world, Dice dice) {
        Product product = any(world, dice);
        double factor = StrictMath.exp(rules.spread() * dice.normal());
        world.perform(new ChangePrice(number(product), assortment.prices(product, factor)));
    }

    private void edit(World world, Dice dice) {
        Product product = any(world, dice);
        world.perform(new EditProduct(number(product), assortment.rename(product, dice)));
    }

    /** Both at once, so that there are always as many. */
    private void succeed(World world, Dice dice) {
        Shop shop = world.shop();
        Product before = any(world, dice);
        Id vendor = before.vendor();
        if (dice.chance(rules.newVendors())) {
            world.perform(new AdmitVendor(assortment.vendorName(++vendors), assortment.country()));
            vendor = new Id(Kind.VENDOR, vendors, world.now());
        }
        Id id = new Id(Kind.PRODUCT, shop.products() + 1, world.now());
        world.popularity().succeed(world.popularity().place(number(before)));
        world.staff().launch(world, assortment.successor(id, before, vendor));
        world.perform(new RetireProduct(number(before)));
    }

    private static Product any(World world, Dice dice) {
        Popularity popularity = world.popularity();
        return world.shop().product(popularity.standing(1 + dice.below(popularity.places())));
    }

    private static int number(Product product) {
        return (int) product.id().number();
    }

    private static final class Task extends Actor {

        private final Dice dice;
        private final Work work;

        Task(Dice dice, Work work) {
            this.dice = dice;
            this.work = work;
        }

        private record State(Dice.State dice, Work work) implements Actor.State {

            @Override
            public Actor in(World world) {
                return new Task(dice.dice(), work);
            }
        }

        @Override
        State state(World world) {
            return new State(dice.state(), work);
        }

        @Override
        long act(World world) {
            world.backOffice().act(world, dice, work);
            return NEVER;
        }
    }
}
