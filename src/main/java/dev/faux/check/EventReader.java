package dev.faux.check;

import dev.faux.check.Envelope.Attribute;
import dev.faux.check.Field.Form;
import java.util.List;

/**
 * Takes a line apart, once: a CloudEvent in structured JSON. What is no JSON is {@link Malformed}; what is JSON, but not as the
 * contract writes events, is noted in the event as a fault. For one thread.
 */
final class EventReader {

    private static final Attribute[] ATTRIBUTES = Attribute.values();
    private static final Names<Attribute> ATTRIBUTE_NAMES = new Names<>(List.of(ATTRIBUTES), Attribute::wireName);
    private static final Names<Field> FIELD_NAMES = new Names<>(List.of(Field.values()), Field::wireName);
    private static final Names<Type> TYPE_NAMES =
            new Names<>(List.of(Type.values()), type -> Type.PREFIX + type.wireName());

    private static final List<Field> OF_RETURN =
            List.of(Field.ORDER_ITEM_ID, Field.PRODUCT_ID, Field.VARIANT_ID, Field.QUANTITY);
    private static final List<Field> OF_ORDER = List.of(
            Field.ORDER_ITEM_ID,
            Field.PRODUCT_ID,
            Field.VARIANT_ID,
            Field.QUANTITY,
            Field.UNIT_PRICE,
            Field.TOTAL,
            Field.DISCOUNT,
            Field.SHIPMENT_ID,
            Field.WAREHOUSE_ID,
            Field.BACK_ORDERED);
    private static final List<Field> OF_VARIANT = List.of(Field.VARIANT_ID, Field.SKU);
    private static final List<Field> OF_CART = List.of(Field.PRODUCT_ID, Field.VARIANT_ID, Field.QUANTITY);
    private static final List<Field> OF_PRICE = List.of(Field.MARKET, Field.UNIT_PRICE, Field.CURRENCY);
    private static final List<Field> OF_ADDRESS = List.of(
            Field.ADDRESS_ID,
            Field.KIND,
            Field.ADDRESS,
            Field.CITY,
            Field.STATE,
            Field.POSTAL_CODE,
            Field.COUNTRY,
            Field.AREA);
    private static final List<Field> OF_MEANS =
            List.of(Field.PAYMENT_METHOD_ID, Field.PAYMENT_METHOD, Field.LIMIT, Field.CURRENCY);

    private static final List<Field> OF_EXPERIMENT = List.of(Field.EXPERIMENT, Field.VARIANT);

    private final JsonScanner scanner = new JsonScanner();
    private final Forms forms;
    private final Event event;
    private final Event element = new Event();
    private final Envelope envelope;
    private byte[] bytes = {};

    /** @param event is filled anew by each {@link #read} */
    EventReader(Event event, int decimals) {
        this.event = event;
        this.forms = new Forms(decimals);
        this.envelope = new Envelope(event, forms);
    }

    void read(byte[] from, int start, int end) {
        bytes = from;
        event.clear(from);
        scanner.begin(from, start, end);
        scanner.take('{');
        int next = 0;
        if (!scanner.takes('}')) {
            do {
                next = attribute(next);
            } while (scanner.takes(','));
            scanner.take('}');
        }
        scanner.end();
        if (next < ATTRIBUTES.length) {
            event.faultInEnvelope("the key " + ATTRIBUTES[next].wireName() + " is missing");
        }
        if (event.envelopeFault == null) {
            envelope.judge();
            if (event.type != null && event.dataFault == null) {
                judgeData(event.type);
            }
        }
    }

    /**
     * Takes one key and its value.
     *
     * @return the key that should come next
     */
    private int attribute(int expected) {
        scanner.string();
        Attribute attribute = ATTRIBUTE_NAMES.find(bytes, scanner.start(), scanner.stop());
        String name = attribute == null ? scanner.text() : attribute.wireName();
        scanner.take(':');
        int next = expected;
        if (attribute == Attribute.DATACONTENTTYPE && next == Attribute.CORRELATIONID.ordinal()) {
            envelope.put(Attribute.CORRELATIONID, 0, 0);
            next++;
        }
        if (attribute == null || next == ATTRIBUTES.length || attribute != ATTRIBUTES[next]) {
            event.faultInEnvelope("key " + name + ", expected "
                    + (next == ATTRIBUTES.length ? "the end" : ATTRIBUTES[next].wireName()));
            scanner.skip();
            return attribute == null ? next : Math.max(next, attribute.ordinal() + 1);
        }
        if (attribute == Attribute.DATA) {
            data();
        } else if (scanner.peek() == '"') {
            scanner.string();
            envelope.put(attribute, scanner.start(), scanner.stop());
            if (attribute == Attribute.TYPE) {
                event.type = TYPE_NAMES.find(bytes, scanner.start(), scanner.stop());
            }
        } else {
            event.faultInEnvelope("the value of " + name + " is no string");
            scanner.skip();
        }
        return next + 1;
    }

    private void data() {
        if (scanner.peek() != '{') {
            event.faultInData("data is no object");
            scanner.skip();
            return;
        }
        fields(event);
    }

    private void fields(Event into) {
        scanner.take('{');
        if (scanner.takes('}')) {
            return;
        }
        do {
            scanner.string();
            Field field = FIELD_NAMES.find(bytes, scanner.start(), scanner.stop());
            scanner.take(':');
            if (field == null) {
                scanner.skip();
            } else {
                if (into.has(field)) {
                    event.faultInData(field.wireName() + " is there twice");
                }
                into.mark(field);
                value(field, into);
            }
        } while (scanner.takes(','));
        scanner.take('}');
    }

    private void value(Field field, Event into) {
        int index = field.ordinal();
        boolean fits = fits(field, into);
        into.values[index] = field.form() == Form.ID ? forms.high : forms.value;
        into.lows[index] = forms.low;
        if (!fits) {
            event.faultInData(field.wireName() + " is no " + field.form().noun());
        }
    }

    private boolean fits(Field field, Event into) {
        int next = scanner.peek();
        if (next == '"') {
            scanner.string();
            return fits(field, into, scanner.start(), scanner.stop());
        }
        if (next == '[' && (field.form() == Form.LIST || field.form() == Form.COUNT_OR_LIST) && into == event) {
            list(field);
            return true;
        }
        if (next == '[' && field.form() == Form.WORDS && into == event) {
            words();
            return true;
        }
        if (next == 't' || next == 'f') {
            scanner.skip();
            forms.value = next == 't' ? 1 : 0;
            return field.form() == Form.FLAG;
        }
        if ((next == '-' || next >= '0' && next <= '9') && scanner.integer()) {
            forms.value = scanner.value();
            return field.form() == Form.COUNT_OR_LIST || field.form() == Form.NUMBER;
        }
        if (next != '-' && (next < '0' || next > '9')) {
            scanner.skip();
        }
        return false;
    }

    private boolean fits(Field field, Event into, int start, int stop) {
        int index = field.ordinal();
        into.starts[index] = start;
        into.stops[index] = stop;
        into.texts[index] = scanner.escaped() ? scanner.text() : null;
        return switch (field.form()) {
            case ID -> forms.uuid(bytes, start, stop);
            case MONEY -> forms.money(bytes, start, stop);
            case TIME -> forms.instant(bytes, start, stop);
            case DATE -> forms.date(bytes, start, stop);
            case TEXT -> true;
            case NUMBER, FLAG, LIST, WORDS, COUNT_OR_LIST -> false;
        };
    }

    private void list(Field field) {
        forms.value = 0;
        scanner.take('[');
        if (scanner.takes(']')) {
            return;
        }
        List<Field> required = requiredOfElement(field);
        int count = 0;
        do {
            element.clear(bytes);
            if (scanner.peek() != '{') {
                event.faultInData(field.wireName() + " hold something that is no object");
                scanner.skip();
            } else {
                fields(element);
                Field missing = element.missing(required);
                if (missing != null) {
                    event.faultInData("one of " + field.wireName() + " has no " + missing.wireName());
                }
                event.add(field, element);
            }
            count++;
        } while (scanner.takes(','));
        scanner.take(']');
        forms.value = count;
    }

    private void words() {
        forms.value = 0;
        scanner.take('[');
        if (scanner.takes(']')) {
            return;
        }
        do {
            scanner.string();
            event.markets.add(scanner.text());
        } while (scanner.takes(','));
        scanner.take(']');
    }

    private List<Field> requiredOfElement(Field list) {
        return switch (list) {
            case ITEMS -> event.type == Type.ORDER_PLACED ? OF_ORDER : OF_RETURN;
            case VARIANTS -> OF_VARIANT;
            case CART -> OF_CART;
            case PRICES -> OF_PRICE;
            case ADDRESSES -> OF_ADDRESS;
            case EXPERIMENTS -> OF_EXPERIMENT;
            default -> OF_MEANS;
        };
    }

    private void judgeData(Type type) {
        Field missing = event.missing(type.required());
        if (missing != null) {
            event.faultInData(missing.wireName() + " is missing");
        } else if (type == Type.ORDER_PLACED && event.items.isEmpty()) {
            event.faultInData("items is empty, expected the lines of the order");
        } else if (event.has(Field.QUANTITY) && event.number(Field.QUANTITY) < 1) {
            event.faultInData("quantity is " + event.number(Field.QUANTITY) + ", expected 1 or more");
        }
    }
}
