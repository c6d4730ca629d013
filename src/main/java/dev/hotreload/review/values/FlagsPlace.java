package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.review.yaml.MappingSource;
import java.util.function.Function;

/** Where the flags of a server are written in values. */
public sealed interface FlagsPlace {

    /** Returns the result of the function for the case that this is. */
    <T> T fold(
            Function<InMapping, T> mapping,
            Function<InText, T> text,
            Function<InParameters, T> parameters,
            Function<Nowhere, T> nowhere);

    /**
     * A list below a mapping of the document.
     *
     * @param source the YAML of the values
     * @param values their content
     */
    record InMapping(MappingSource source, ObjectNode values, FlagList list) implements FlagsPlace {
        @Override
        public <T> T fold(
                Function<InMapping, T> mapping,
                Function<InText, T> text,
                Function<InParameters, T> parameters,
                Function<Nowhere, T> nowhere) {
            return mapping.apply(this);
        }
    }

    /**
     * A list in YAML that is itself a string of the document.
     *
     * @param values the string
     * @param root what the string holds
     * @param list the list in it
     */
    record InText(EmbeddedValues values, JsonNode root, InMapping list) implements FlagsPlace {
        @Override
        public <T> T fold(
                Function<InMapping, T> mapping,
                Function<InText, T> text,
                Function<InParameters, T> parameters,
                Function<Nowhere, T> nowhere) {
            return text.apply(this);
        }
    }

    /**
     * A list that is set item by item, with a name and a value for each.
     *
     * @param source the YAML of the object that has the parameters
     * @param holder its content
     * @param field the name of the list of parameters
     */
    record InParameters(MappingSource source, ObjectNode holder, String field, FlagList list) implements FlagsPlace {
        @Override
        public <T> T fold(
                Function<InMapping, T> mapping,
                Function<InText, T> text,
                Function<InParameters, T> parameters,
                Function<Nowhere, T> nowhere) {
            return parameters.apply(this);
        }
    }

    /** Nowhere in this file; the words say why and what to do, and start with a small letter. */
    record Nowhere(String why) implements FlagsPlace {
        @Override
        public <T> T fold(
                Function<InMapping, T> mapping,
                Function<InText, T> text,
                Function<InParameters, T> parameters,
                Function<Nowhere, T> nowhere) {
            return nowhere.apply(this);
        }
    }
}
