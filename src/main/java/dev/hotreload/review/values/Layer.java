package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.review.Place;
import dev.hotreload.review.yaml.Document;
import java.util.List;
import java.util.Optional;

/** Values that are laid over others. */
sealed interface Layer {

    /** Returns the values below with these over them. */
    ObjectNode over(ObjectNode below);

    /** Returns whether this layer says what stands at a path. */
    boolean defines(List<String> path);

    /** Returns where a list of flags is changed that this layer holds, or is to hold. */
    FlagsPlace flagsPlace(FlagList list);

    /** Returns where a value stands; where the values start if they have none there. */
    Place place(List<String> path);

    /** Adds the pods of the operator whose arguments this layer replaces. */
    default void addOperated(SourceObject object, String namespace) {}

    /** Returns the document that holds the text of this layer. */
    Document document();

    /** A whole mapping of values, wherever it stands. */
    sealed interface Mapping extends Layer {

        /** Returns the mapping. */
        ObjectNode values();

        @Override
        default ObjectNode over(ObjectNode below) {
            return ValuesTree.merged(below, values());
        }

        @Override
        default boolean defines(List<String> path) {
            return !ValuesTree.at(values(), path).isMissingNode();
        }
    }

    /** A mapping of a document. */
    record Written(Document document, ObjectNode values) implements Mapping {
        @Override
        public void addOperated(SourceObject object, String namespace) {
            JsonNode spec = ValuesTree.at(values, OperatedPrometheus.SPEC);
            OperatedPrometheus.add(object, namespace, document, spec, Optional.empty());
        }

        @Override
        public FlagsPlace flagsPlace(FlagList list) {
            return document.mapping(values)
                    .<FlagsPlace>map(source -> new FlagsPlace.InMapping(source, values, list))
                    .orElseGet(() -> new FlagsPlace.Nowhere("the values have no text of their own"));
        }

        @Override
        public Place place(List<String> path) {
            return placeIn(document, values, path);
        }
    }

    /**
     * YAML in a string of a document.
     *
     * @param holder the object that has the string
     * @param inner what the string holds
     * @param values the root of it
     */
    record Embedded(Document document, ObjectNode holder, String field, Document inner, ObjectNode values)
            implements Mapping {
        @Override
        public void addOperated(SourceObject object, String namespace) {
            JsonNode spec = ValuesTree.at(values, OperatedPrometheus.SPEC);
            OperatedPrometheus.add(object, namespace, inner, spec, Optional.of(this));
        }

        @Override
        public FlagsPlace flagsPlace(FlagList list) {
            return EmbeddedValues.of(document, holder, field)
                    .flatMap(text -> inner.mapping(values)
                            .<FlagsPlace>map(source -> new FlagsPlace.InText(
                                    text, values, new FlagsPlace.InMapping(source, values, list))))
                    .orElseGet(() -> new FlagsPlace.Nowhere("the values are not a mapping"));
        }

        @Override
        public Place place(List<String> path) {
            return EmbeddedValues.of(document, holder, field)
                    .filter(EmbeddedValues::isOnItsOwnLines)
                    .map(text -> placeIn(inner, values, path))
                    .orElseGet(() -> document.place(holder, field));
        }
    }

    /**
     * Single values, as {@code helm --set} takes them.
     *
     * @param holder the object that has the list of them
     */
    record Parameters(Document document, ObjectNode holder, String field, List<Parameter> parameters) implements Layer {
        public Parameters {
            parameters = List.copyOf(parameters);
        }

        @Override
        public ObjectNode over(ObjectNode below) {
            ObjectNode values = below.deepCopy();
            parameters.forEach(parameter -> parameter.applyTo(values));
            return values;
        }

        @Override
        public boolean defines(List<String> path) {
            return parameters.stream().anyMatch(parameter -> parameter.sets(path));
        }

        @Override
        public FlagsPlace flagsPlace(FlagList list) {
            boolean byItem = parameters.stream()
                    .filter(parameter -> parameter.sets(list.path()))
                    .allMatch(parameter -> parameter.setsItemOf(list.path()));
            if (!byItem) {
                return new FlagsPlace.Nowhere("a parameter holds the whole list; add the flags to it");
            }
            if (!holder.path(field).isArray()) {
                return new FlagsPlace.Nowhere(field + " holds single values only; write the list into the values");
            }
            return document.mapping(holder)
                    .<FlagsPlace>map(source -> new FlagsPlace.InParameters(source, holder, field, list))
                    .orElseGet(() -> new FlagsPlace.Nowhere("the parameters have no text of their own"));
        }

        @Override
        public Place place(List<String> path) {
            return document.place(holder, field);
        }
    }

    /**
     * The values of a file beside this one, which are below it and are changed there.
     *
     * @param over where the values stand that are laid over these
     */
    record Neighbour(Document document, ObjectNode values, Place over) implements Mapping {
        @Override
        public FlagsPlace flagsPlace(FlagList list) {
            String name = document.file().substring(document.file().lastIndexOf('/') + 1);
            return new FlagsPlace.Nowhere(
                    "the list stands in " + name + ", which this file is laid over; change it there");
        }

        @Override
        public Place place(List<String> path) {
            return over;
        }
    }

    private static Place placeIn(Document document, JsonNode values, List<String> path) {
        JsonNode object = values;
        for (String key : path.subList(0, path.size() - 1)) {
            if (!object.path(key).isObject()) {
                return document.place(object);
            }
            object = object.path(key);
        }
        String last = path.get(path.size() - 1);
        return object.has(last) ? document.place(object, last) : document.place(object);
    }
}
