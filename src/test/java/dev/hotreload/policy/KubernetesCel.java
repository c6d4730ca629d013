package dev.hotreload.policy;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.StructProto;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The API server's expression language as far as the policies use it. What dev.cel lacks is declared here as Kubernetes
 * documents it: find and findAll of its regular expressions, and the type JSONPatch.
 */
final class KubernetesCel {

    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
    private static final Cel CEL = create();

    private KubernetesCel() {}

    /**
     * Compiles an expression on {@code object} and {@code variables}. Its calls of {@code matches} become those of
     * {@code matchesPattern}, the same with a cache of patterns: dev.cel compiles a pattern at each call.
     */
    static CelRuntime.Program compile(String expression) {
        try {
            return CEL.createProgram(CEL.compile(expression.replace(".matches(", ".matchesPattern("))
                    .getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new AssertionError(expression, e);
        }
    }

    private static Cel create() {
        return CelFactory.legacyCelBuilder()
                .setOptions(CelOptions.current()
                        .enableHeterogeneousNumericComparisons(true)
                        .build())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(CelExtensions.strings(), CelExtensions.lists())
                .addRuntimeLibraries(CelExtensions.strings(), CelExtensions.lists())
                .addMessageTypes(jsonPatch())
                .addFunctionDeclarations(
                        CelFunctionDecl.newFunctionDeclaration(
                                "matchesPattern",
                                CelOverloadDecl.newMemberOverload(
                                        "string_matches_pattern",
                                        SimpleType.BOOL,
                                        SimpleType.STRING,
                                        SimpleType.STRING)),
                        CelFunctionDecl.newFunctionDeclaration(
                                "find",
                                CelOverloadDecl.newMemberOverload(
                                        "string_find_string", SimpleType.STRING, SimpleType.STRING, SimpleType.STRING)),
                        CelFunctionDecl.newFunctionDeclaration(
                                "findAll",
                                CelOverloadDecl.newMemberOverload(
                                        "string_find_all_string",
                                        ListType.create(SimpleType.STRING),
                                        SimpleType.STRING,
                                        SimpleType.STRING)))
                .addFunctionBindings(
                        CelFunctionBinding.from(
                                "string_matches_pattern",
                                String.class,
                                String.class,
                                (text, pattern) -> matcher(text, pattern).find()),
                        CelFunctionBinding.from("string_find_string", String.class, String.class, KubernetesCel::find),
                        CelFunctionBinding.from(
                                "string_find_all_string", String.class, String.class, KubernetesCel::findAll))
                .addVar("object", SimpleType.DYN)
                .addVar("variables", SimpleType.DYN)
                .build();
    }

    private static String find(String text, String pattern) {
        Matcher matcher = matcher(text, pattern);
        return matcher.find() ? matcher.group() : "";
    }

    private static List<String> findAll(String text, String pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = matcher(text, pattern);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Matcher matcher(String text, String pattern) {
        return PATTERNS.computeIfAbsent(pattern, Pattern::compile).matcher(text);
    }

    private static Descriptor jsonPatch() {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName("JSONPatch");
        List<String> texts = List.of("op", "path", "from");
        for (int i = 0; i < texts.size(); i++) {
            message.addField(FieldDescriptorProto.newBuilder()
                    .setName(texts.get(i))
                    .setNumber(i + 1)
                    .setType(FieldDescriptorProto.Type.TYPE_STRING));
        }
        message.addField(FieldDescriptorProto.newBuilder()
                .setName("value")
                .setNumber(texts.size() + 1)
                .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                .setTypeName(".google.protobuf.Value"));
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("jsonpatch.proto")
                .setSyntax("proto3")
                .addDependency("google/protobuf/struct.proto")
                .addMessageType(message)
                .build();
        try {
            return FileDescriptor.buildFrom(file, new FileDescriptor[] {StructProto.getDescriptor()})
                    .findMessageTypeByName("JSONPatch");
        } catch (DescriptorValidationException e) {
            throw new AssertionError(e);
        }
    }
}
