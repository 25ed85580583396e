package dev.faux.emitter;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;

/** Those of Java's own methods that change files, with a call of the {@link Disk} before and after each of them. */
public final class DiskPatch {

    private static final String CHANNEL = "sun.nio.ch.FileChannelImpl";

    private DiskPatch() {}

    /** Has this process do it; what is given back ends that. */
    public static AutoCloseable here() {
        Instrumentation instrumentation = ByteBuddyAgent.install();
        define(instrumentation, List.of(patched(channel()), patched(provider())));
        return () -> define(instrumentation, List.of(original(channel()), original(provider())));
    }

    /** Writes an agent by which another process does it from its start on: it starts sooner than if it had to find out how. */
    static void writeAgent(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", Agent.class.getName());
        attributes.putValue("Can-Redefine-Classes", "true");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (ClassDefinition each : List.of(patched(channel()), patched(provider()))) {
                out.putNextEntry(new JarEntry(each.getDefinitionClass().getName()));
                out.write(each.getDefinitionClassFile());
            }
        }
    }

    /** Is looked for on the class path. */
    static final class Agent {

        private Agent() {}

        /** @param jar itself */
        public static void premain(String jar, Instrumentation instrumentation) throws IOException {
            try (JarFile file = new JarFile(jar)) {
                define(instrumentation, List.of(read(file, channel()), read(file, provider())));
            }
        }

        private static ClassDefinition read(JarFile file, Class<?> type) throws IOException {
            return new ClassDefinition(
                    type, file.getInputStream(file.getEntry(type.getName())).readAllBytes());
        }
    }

    private static void define(Instrumentation instrumentation, List<ClassDefinition> definitions) {
        try {
            instrumentation.redefineClasses(definitions.toArray(ClassDefinition[]::new));
        } catch (ClassNotFoundException | UnmodifiableClassException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> channel() {
        try {
            return Class.forName(CHANNEL);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("this Java writes files in another way", e);
        }
    }

    private static Class<?> provider() {
        Class<?> provider = FileSystems.getDefault().provider().getClass();
        while (Arrays.stream(provider.getDeclaredMethods())
                .noneMatch(method -> method.getName().equals("move"))) {
            provider = provider.getSuperclass();
        }
        return provider;
    }

    private static ClassDefinition original(Class<?> type) {
        try {
            return new ClassDefinition(type, classFiles().locate(type.getName()).resolve());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassDefinition patched(Class<?> type) {
        Advice advice = Advice.to(type.getName().equals(CHANNEL) ? OnChannel.class : OnProvider.class, Done.class);
        return new ClassDefinition(
                type,
                new ByteBuddy()
                        .with(Implementation.Context.Disabled.Factory.INSTANCE)
                        .redefine(type, classFiles())
                        .visit(advice.on(ElementMatchers.namedOneOf("write", "force", "truncate")
                                .or(ElementMatchers.namedOneOf("newFileChannel", "createDirectory", "move", "copy"))
                                .or(ElementMatchers.named("implDelete"))
                                .and(ElementMatchers.not(ElementMatchers.isAbstract()))
                                .and(ElementMatchers.not(ElementMatchers.isBridge()))))
                        .make()
                        .getBytes());
    }

    private static ClassFileLocator classFiles() {
        return ClassFileLocator.ForClassLoader.ofSystemLoader();
    }

    /** What comes before a method of an open file. It becomes a part of it, and sees only what Java itself sees. */
    static final class OnChannel {

        private OnChannel() {}

        @Advice.OnMethodEnter
        @SuppressWarnings("unchecked")
        static @Nullable Object enter(
                @Advice.Origin("#m") String method,
                @Advice.This Object channel,
                @Advice.FieldValue("path") @Nullable String path,
                @Advice.AllArguments Object[] arguments) {
            Object disk = System.getProperties().get("faux.disk");
            return disk == null
                    ? null
                    : ((Function<Object, @Nullable Object>) disk)
                            .apply(new @Nullable Object[] {method, path, arguments, channel});
        }
    }

    /** What comes before a method that finds files by their names. */
    static final class OnProvider {

        private OnProvider() {}

        @Advice.OnMethodEnter
        @SuppressWarnings("unchecked")
        static @Nullable Object enter(@Advice.Origin("#m") String method, @Advice.AllArguments Object[] arguments) {
            Object disk = System.getProperties().get("faux.disk");
            return disk == null
                    ? null
                    : ((Function<Object, @Nullable Object>) disk)
                            .apply(new @Nullable Object[] {method, null, arguments, null});
        }
    }

    /** What comes after either. */
    static final class Done {

        private Done() {}

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        @SuppressWarnings("unchecked")
        static void exit(@Advice.Enter @Nullable Object operation) {
            Object disk = System.getProperties().get("faux.disk");
            if (operation != null && disk != null) {
                Object unused = ((Function<Object, @Nullable Object>) disk).apply(operation);
            }
        }
    }
}
