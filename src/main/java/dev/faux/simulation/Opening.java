package dev.faux.simulation;

import dev.faux.shop.Command.AdmitVendor;
import dev.faux.shop.Command.CreateCategory;
import dev.faux.shop.Command.OpenWarehouse;

/** Sets up the shop at the first instant: the log begins with all that later events refer to. One thing an act. */
final class Opening extends Actor {

    private final Assortment assortment;
    private int warehouse;
    private int vendor;
    private int category;
    private int product;

    Opening(Assortment assortment, State state) {
        this.assortment = assortment;
        warehouse = state.warehouse;
        vendor = state.vendor;
        category = state.category;
        product = state.product;
    }

    /** How many of each are there already. */
    record State(int warehouse, int vendor, int category, int product) implements Actor.State {

        static final State NOTHING = new State(0, 0, 0, 0);

        @Override
        public Actor in(World world) {
            return new Opening(world.assortment(), this);
        }
    }

    @Override
    State state(World world) {
        return new State(warehouse, vendor, category, product);
    }

    @Override
    long act(World world) {
        if (warehouse < assortment.warehouses().size()) {
            Scenario.Warehouse next = assortment.warehouses().get(warehouse++);
            world.perform(new OpenWarehouse(next.name(), next.city(), next.country(), next.serves()));
        } else if (vendor < assortment.vendors()) {
            world.perform(new AdmitVendor(assortment.vendorName(++vendor), assortment.country()));
        } else if (category < assortment.categories()) {
            category++;
            world.perform(new CreateCategory(assortment.categoryName(category), assortment.parent(category)));
        } else if (product < assortment.products()) {
            world.staff().launch(world, assortment.product(++product));
        } else {
            return NEVER;
        }
        return world.now();
    }
}
