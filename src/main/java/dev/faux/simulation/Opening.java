package dev.faux.simulation;

import dev.faux.shop.Command.AdmitVendor;
import dev.faux.shop.Command.CreateCategory;
import dev.faux.shop.Command.LaunchProduct;
import dev.faux.shop.Command.OpenWarehouse;
import dev.faux.shop.Command.Restock;

/** Sets up the shop at the first instant: the log begins with all that later events refer to. One thing an act. */
final class Opening extends Actor {

    private final Assortment assortment;
    private final Staff staff;
    private int vendor;
    private int category;
    private int product;

    Opening(Assortment assortment, Staff staff) {
        this.assortment = assortment;
        this.staff = staff;
    }

    @Override
    long act(World world) {
        if (world.position() == 0) {
            world.perform(new OpenWarehouse("Central", "Columbus", assortment.country()));
        } else if (vendor < assortment.vendors()) {
            world.perform(new AdmitVendor(assortment.vendorName(++vendor), assortment.country()));
        } else if (category < assortment.categories()) {
            world.perform(new CreateCategory(assortment.categoryName(++category)));
        } else if (product < assortment.products()) {
            world.perform(new LaunchProduct(assortment.product(++product)));
            world.perform(new Restock(product, staff.fullShelf(product)));
        } else {
            return NEVER;
        }
        return world.now();
    }
}
