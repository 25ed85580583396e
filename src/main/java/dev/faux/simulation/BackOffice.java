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
import java.util.function.BiConsumer;

/**
 * What the shop and its vendors do by themselves: new prices, new names, new products for old ones. The more visitors come, the
 * more of it there is.
 */
final class BackOffice {

    private final Merchandising rules;
    private final Assortment assortment;
    private int vendors;

    BackOffice(Scenario scenario, Assortment assortment) {
        this.rules = scenario.merchandising();
        this.assortment = assortment;
        this.vendors = assortment.vendors();
    }

    /** With each visitor who comes something may be done, within an hour of work. */
    void plan(World world, Dice dice) {
        double place = dice.unit() * Merchandising.VISITS;
        if (place < rules.priceChanges()) {
            put(world, dice, this::changePrice);
        } else if (place < rules.priceChanges() + rules.edits()) {
            put(world, dice, this::edit);
        } else if (place < rules.priceChanges() + rules.edits() + rules.launches()) {
            put(world, dice, this::succeed);
        }
    }

    private static void put(World world, Dice dice, BiConsumer<World, Dice> work) {
        long due = world.staff().packing().after(world.now(), dice.between(0, Intensity.HOUR));
        world.schedule(new Task(dice, work), due);
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
        world.popularity().succeed(world.popularity().place(number(before)), (int) id.number());
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
        private final BiConsumer<World, Dice> work;

        Task(Dice dice, BiConsumer<World, Dice> work) {
            this.dice = dice;
            this.work = work;
        }

        @Override
        long act(World world) {
            work.accept(world, dice);
            return NEVER;
        }
    }
}
