package dev.faux.simulation;

import dev.faux.shop.CartItem;
import dev.faux.shop.Command.AddToCart;
import dev.faux.shop.Command.AddToWishlist;
import dev.faux.shop.Command.CancelOrder;
import dev.faux.shop.Command.EndSession;
import dev.faux.shop.Command.IntroduceCustomer;
import dev.faux.shop.Command.PlaceOrder;
import dev.faux.shop.Command.RegisterCustomer;
import dev.faux.shop.Command.RemoveFromCart;
import dev.faux.shop.Command.SearchProducts;
import dev.faux.shop.Command.StartSession;
import dev.faux.shop.Command.UpdateCustomer;
import dev.faux.shop.Command.ViewCategory;
import dev.faux.shop.Command.ViewPage;
import dev.faux.shop.Command.ViewProduct;
import dev.faux.shop.Decision;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Id;
import dev.faux.shop.Variant;
import dev.faux.simulation.Scenario.Persona;
import dev.faux.simulation.Scenario.Visits;
import dev.faux.simulation.Searches.Search;
import dev.faux.simulation.Tastes.Taste;
import java.util.List;

/**
 * One visit, from coming in to leaving, and perhaps a change of mind afterwards. How long he stays and what he intends is drawn
 * first; his moves then spread over that time.
 */
final class Shopper extends Actor {

    private static final int TRIES_TO_FIND = 8;
    /** How likely he is to leave what he looks through for something else, after each product. */
    private static final double LEAVES_CATEGORY = 0.15;

    private static final double LEAVES_RESULTS = 0.6;
    private static final double OPENS_WISHLIST = 0.25;
    private static final double NEEDS_HELP = 0.05;
    private static final int NOTHING = -1;

    private final Dice dice;
    private final Id session;
    private final Id customer;
    private final Persona persona;
    private final Taste taste;
    private final long end;
    private final Checkout checkout;
    private Step step = Step.MOVE_ON;
    private int viewsLeft;
    private int addsLeft;
    private int removesLeft;
    /** The category, or else the goods, that he looks through. */
    private int category = NOTHING;

    private int goods = NOTHING;
    private int wanted;
    private int wished;
    private boolean isAtCart;
    private boolean updates;
    private boolean buys;

    private enum Step {
        MOVE_ON,
        CORRECT,
        LOOK,
        WISH,
        OPEN_WISHLIST,
        EXAMINE,
        ADD,
        OPEN_CART,
        ASK_FOR_HELP,
        REMOVE,
        CHECK_OUT,
        LEAVE,
        REGRET
    }

    private Shopper(Dice dice, Id session, Id customer, Persona persona, Taste taste, long end) {
        this.dice = dice;
        this.session = session;
        this.customer = customer;
        this.persona = persona;
        this.taste = taste;
        this.end = end;
        this.checkout = new Checkout(dice, session, customer);
    }

    private Shopper(State state, World world) {
        dice = state.dice.dice();
        session = state.session;
        customer = state.customer;
        persona = world.scenario().personas().get(state.persona);
        taste = state.taste;
        end = state.end;
        checkout = new Checkout(dice, session, customer, state.checkout, world);
        step = state.step;
        viewsLeft = state.viewsLeft;
        addsLeft = state.addsLeft;
        removesLeft = state.removesLeft;
        category = state.category;
        goods = state.goods;
        wanted = state.wanted;
        wished = state.wished;
        isAtCart = state.isAtCart;
        updates = state.updates;
        buys = state.buys;
    }

    private record State(
            Dice.State dice,
            Id session,
            Id customer,
            int persona,
            Taste taste,
            long end,
            Checkout.State checkout,
            Step step,
            int viewsLeft,
            int addsLeft,
            int removesLeft,
            int category,
            int goods,
            int wanted,
            int wished,
            boolean isAtCart,
            boolean updates,
            boolean buys)
            implements Actor.State {

        @Override
        public Actor in(World world) {
            return new Shopper(this, world);
        }
    }

    @Override
    State state(World world) {
        return new State(
                dice.state(),
                session,
                customer,
                world.scenario().personas().indexOf(persona),
                taste,
                end,
                checkout.state(),
                step,
                viewsLeft,
                addsLeft,
                removesLeft,
                category,
                goods,
                wanted,
                wished,
                isAtCart,
                updates,
                buys);
    }

    /** Somebody comes in now; his next move is still to be scheduled. */
    static Shopper arrive(World world, int market, Dice dice) {
        Persona persona = pick(world.scenario().personas(), dice);
        Id customer = identify(world, persona, market, dice);
        Visits visits = world.scenario().visits();
        Decision started = world.perform(new StartSession(
                customer,
                visits.channels().pick(dice),
                visits.devices().pick(dice),
                world.experiments().of(customer)));
        if (!(started instanceof Accepted accepted)) {
            throw new AssertionError("a known customer was refused: " + started);
        }
        Id session = accepted.events().getFirst().key();
        double stay =
                dice.exponential(world.scenario().distributions().session().toMillis());
        Taste taste = world.tastes().of(customer, world.shop().revision(customer), world.now());
        Shopper shopper = new Shopper(dice, session, customer, persona, taste, world.now() + (long) stay);
        world.perform(new ViewPage(session, "home"));
        shopper.intend(world, visits);
        shopper.browse();
        return shopper;
    }

    @Override
    long act(World world) {
        switch (step) {
            case MOVE_ON -> moveOn(world);
            case CORRECT -> search(world, world.searches().write(goods, category, dice));
            case LOOK -> look(world);
            case WISH -> wish(world);
            case OPEN_WISHLIST -> open("wishlist", world);
            case EXAMINE -> examine(world);
            case ADD -> add(world);
            case OPEN_CART -> openCart(world);
            case ASK_FOR_HELP -> open("help", world);
            case REMOVE -> remove(world);
            case CHECK_OUT -> checkOut(world);
            case LEAVE -> {
                return leave(world);
            }
            case REGRET -> {
                world.perform(new CancelOrder(checkout.order(), "changed_mind"));
                return NEVER;
            }
        }
        return nextMove(world.now());
    }

    private static Persona pick(List<Persona> personas, Dice dice) {
        double rest = 0;
        for (int i = 0; i < personas.size(); i++) {
            rest += personas.get(i).share();
        }
        rest *= dice.unit();
        int index = 0;
        while (index < personas.size() - 1 && rest >= personas.get(index).share()) {
            rest -= personas.get(index++).share();
        }
        return personas.get(index);
    }

    /** Somebody new, or one of those that the market has. */
    private static Id identify(World world, Persona persona, int market, Dice dice) {
        Population population = world.population();
        int registered = world.shop().registered(market);
        if (!dice.chance(persona.isNew())) {
            if (dice.unit() * (registered + population.size(market)) < registered) {
                return world.shop().registered(market, dice.below(registered));
            }
            long number = population.pick(market, dice);
            if (number > 0) {
                Id customer = population.id(number);
                if (!world.shop().knows(number)) {
                    world.perform(new IntroduceCustomer(customer, population.points(number)));
                }
                return customer;
            }
        }
        world.perform(new RegisterCustomer(market));
        return world.shop().registered(market, registered);
    }

    private void intend(World world, Visits visits) {
        updates = dice.chance(visits.updates());
        viewsLeft = persona.leastViews() + dice.below(persona.mostViews() - persona.leastViews() + 1);
        boolean fillsCart = dice.chance(persona.fillsCart());
        buys = world.experiments().decide(customer, fillsCart && dice.chance(persona.buys()), dice);
        if (!fillsCart && !buys) {
            return;
        }
        int basket = dice.positivePoisson(world.scenario().distributions().basket());
        if (buys) {
            // What he left the last time is part of what he buys now; what is too much he takes out.
            int kept = world.shop().cart(session).size();
            int adds = Math.max(1, basket + dice.poisson(persona.removes()) - kept);
            addsLeft = Math.min(adds, PlaceOrder.MAX_ITEMS);
            removesLeft = Math.max(0, kept + addsLeft - basket);
            checkout.intend(true);
        } else {
            addsLeft = Math.min(basket, PlaceOrder.MAX_ITEMS);
            removesLeft = dice.below(addsLeft + 1);
            if (dice.chance(persona.checksOut())) {
                checkout.intend(false);
            }
        }
    }

    /** Opens a category, or searches for something of it. */
    private void moveOn(World world) {
        category = world.tastes().category(taste, dice);
        goods = NOTHING;
        if (!dice.chance(persona.searches())) {
            world.perform(new ViewCategory(session, world.categoryNumber(category)));
            choose();
            return;
        }
        goods = world.popularity().goods(world.popularity().pick(category, dice));
        world.perform(new ViewPage(session, "search"));
        boolean slips = dice.chance(world.scenario().visits().typos());
        search(
                world,
                slips ? world.searches().mistype(goods, dice) : world.searches().write(goods, category, dice));
    }

    private void search(World world, Search search) {
        world.perform(new SearchProducts(session, search.text(), search.results()));
        if (search.results() == 0) {
            step = Step.CORRECT;
        } else {
            choose();
        }
    }

    private void look(World world) {
        viewsLeft--;
        int before = wanted;
        for (int i = 0; i < TRIES_TO_FIND && (i == 0 || wanted == before); i++) {
            wanted = pick(world);
        }
        world.perform(new ViewProduct(session, wanted));
        if (wanted != wished && dice.chance(persona.wishes())) {
            step = Step.WISH;
        } else {
            browse();
        }
    }

    private void wish(World world) {
        wished = wanted;
        world.perform(new AddToWishlist(session, wished));
        if (dice.chance(OPENS_WISHLIST)) {
            step = Step.OPEN_WISHLIST;
        } else {
            browse();
        }
    }

    private void open(String page, World world) {
        world.perform(new ViewPage(session, page));
        browse();
    }

    /** Looks at what he is going to put in the cart. */
    private void examine(World world) {
        wanted = find(world);
        if (wanted == 0) {
            addsLeft--;
            browse();
        } else {
            world.perform(new ViewProduct(session, wanted));
            step = Step.ADD;
        }
    }

    private void add(World world) {
        addsLeft--;
        int variant = Variant.number(
                wanted, dice.below(world.shop().product(wanted).variants().size()));
        Scenario.Segment segment = world.population().segment(customer.number());
        int quantity = dice.chance(segment.severalPieces()) ? 2 + dice.below(2) : 1;
        if (world.perform(new AddToCart(session, variant, quantity)) instanceof Rejected) {
            world.perform(new AddToCart(session, variant, 1));
        }
        browse();
    }

    private void remove(World world) {
        removesLeft--;
        List<CartItem> cart = world.shop().cart(session);
        if (cart.size() > (buys ? 1 : 0)) {
            CartItem item = cart.get(dice.below(cart.size()));
            world.perform(new RemoveFromCart(session, item.variant()));
        }
        browse();
    }

    private void openCart(World world) {
        isAtCart = true;
        world.perform(new ViewPage(session, "cart"));
        if (dice.chance(NEEDS_HELP)) {
            step = Step.ASK_FOR_HELP;
        } else {
            browse();
        }
    }

    private void checkOut(World world) {
        checkout.act(world);
        if (checkout.isOver()) {
            step = Step.LEAVE;
        }
    }

    private long leave(World world) {
        if (updates) {
            world.perform(new ViewPage(session, "account"));
            world.perform(new UpdateCustomer(customer));
        }
        world.perform(new EndSession(session));
        if (!checkout.isPaid() || !dice.chance(world.scenario().visits().cancelsOrder())) {
            return NEVER;
        }
        step = Step.REGRET;
        return world.now() + (long) dice.exponential(3 * Intensity.HOUR);
    }

    /** What he does next as long as he walks around. */
    private void browse() {
        if (viewsLeft + addsLeft > 0) {
            boolean hasSeenEnough = dice.chance(goods == NOTHING ? LEAVES_CATEGORY : LEAVES_RESULTS);
            if (category == NOTHING || hasSeenEnough) {
                step = Step.MOVE_ON;
            } else {
                choose();
            }
        } else if (removesLeft + checkout.movesLeft() == 0) {
            step = Step.LEAVE;
        } else if (!isAtCart) {
            step = Step.OPEN_CART;
        } else {
            step = removesLeft > 0 ? Step.REMOVE : Step.CHECK_OUT;
        }
    }

    /** Something to look at, or something to take. */
    private void choose() {
        boolean looks = addsLeft == 0 || dice.below(viewsLeft + addsLeft) < viewsLeft;
        step = looks ? Step.LOOK : Step.EXAMINE;
    }

    /** A product that he has not taken yet and can have, or 0 if he does not come across one. */
    private int find(World world) {
        List<CartItem> cart = world.shop().cart(session);
        for (int i = 0; i < 2 * TRIES_TO_FIND; i++) {
            int product = i < TRIES_TO_FIND
                    ? pick(world)
                    : world.popularity().pick(world.tastes().category(taste, dice), dice);
            if (world.shop().sells(product, customer, world.now())
                    && cart.stream().noneMatch(item -> item.product() == product)) {
                return product;
            }
        }
        return 0;
    }

    /** One of those that he looks through. */
    private int pick(World world) {
        return goods == NOTHING
                ? world.popularity().pick(category, dice)
                : world.popularity().pickOf(goods, dice);
    }

    /** So that the moves still to come spread evenly over the time still left; leaving is the last. */
    long nextMove(long now) {
        if (step == Step.LEAVE) {
            return Math.max(now, end);
        }
        int left = viewsLeft + 2 * addsLeft + removesLeft + checkout.movesLeft() + 1;
        double share = Math.min(1, 2 * dice.unit() / (left + 1));
        return now + (long) (Math.max(0, end - now) * share);
    }
}
