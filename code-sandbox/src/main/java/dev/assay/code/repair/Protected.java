package dev.assay.code.repair;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a repair may not touch: whoever configures the runner decides what passes. */
final class Protected {
    private static final Set<String> CONFIGURATION = Set.of(
            "conftest.py", "pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg", "setup.py", "pyproject.toml",
            "noxfile.py", "sitecustomize.py", "usercustomize.py", "package.json", "package-lock.json", "yarn.lock",
            "pnpm-lock.yaml", ".npmrc", ".mocharc.json", ".mocharc.js", ".mocharc.yml", "karma.conf.js", "pom.xml",
            "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", "gradle.properties",
            "gradlew", "cargo.toml", "cargo.lock", "build.rs", "rust-toolchain", "go.mod", "go.sum", "go.work",
            "makefile", "cmakelists.txt", "phpunit.xml", "rakefile", "gemfile", ".rspec", ".coveragerc", "manage.py");

    /** Modules of Python that the runner itself imports: a file of that name at the top would take their place. */
    private static final Set<String> RUNNER_MODULES = Set.of(
            "unittest", "pytest", "_pytest", "json", "os", "sys", "importlib", "traceback", "types", "io", "ctypes",
            "encodings", "codecs", "abc", "site", "signal", "re", "functools", "collections", "contextlib", "typing");

    private static final List<String> TEST_FOLDERS = List.of("test", "tests", "testing", "__tests__", "spec", "specs");

    private Protected() {}

    /** Whether no patch of a policy may name this path. */
    static boolean refuses(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        String name = lower.substring(lower.lastIndexOf('/') + 1);
        String first = lower.contains("/") ? lower.substring(0, lower.indexOf('/')) : lower;
        for (String part : lower.split("/", -1)) {
            if (part.equals(".git") || part.equals(".github") || part.equals(".gitattributes") || part.equals(".hg")) {
                return true;
            }
        }
        return CONFIGURATION.contains(name)
                || name.endsWith(".pth")
                || name.startsWith("jest.config.")
                || name.startsWith("vitest.config.")
                || name.endsWith(".so")
                || name.endsWith(".pyc")
                || RUNNER_MODULES.contains(first.endsWith(".py") ? first.substring(0, first.length() - 3) : first);
    }

    /** Whether a path belongs to the tests, which are put back whatever a patch does to them. */
    static boolean isTest(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        String name = lower.substring(lower.lastIndexOf('/') + 1);
        for (String part : lower.split("/", -1)) {
            if (TEST_FOLDERS.contains(part)) {
                return true;
            }
        }
        return name.startsWith("test_")
                || name.contains("_test.")
                || name.contains(".test.")
                || name.contains(".spec.")
                || name.equals("tests.py");
    }
}
