package dev.faux.dataset;

/** In which form rows are shown. */
public enum Format {
    JSON("application/json", "json"),
    NDJSON("application/x-ndjson", "ndjson"),
    CSV("text/csv;charset=UTF-8", "csv"),
    XML("application/xml", "xml");

    private final String mediaType;
    private final String ending;

    Format(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Of a file's name; by it a form is asked for, too. */
    public String ending() {
        return ending;
    }
}
