package dev.faux.view;

/** What Postgres holds is of another history than what is to be written there. Nothing was changed. */
public final class OtherHistory extends IllegalStateException {

    OtherHistory(String stored, String read) {
        super("Postgres holds the events of history " + stored + ", this shop's history is " + read
                + ": give it an empty database (SPRING_R2DBC_URL), or another home (FAUX_HOME)");
    }
}
