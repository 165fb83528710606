#!/usr/bin/env python3
"""Checks the dependency rule of src/README.md: a module includes only modules above it, a core
module touches neither file, database, network, clock, thread nor random source, adapters do not
include each other, and every module folder is in the list. Prints each breach as file:line."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"

# What a pure module may not know. Parsing TOML text is no I/O; a thread pool, a file and a clock are.
IMPURE_HEADERS = {
    "chrono": {"base/date.cpp"},  # the calendar types; nowhere a clock
    "ctime": set(), "thread": set(), "future": set(), "random": set(), "fstream": set(),
    "filesystem": set(), "iostream": set(), "cstdio": {"base/check.cpp"},
    "sqlite3.h": set(), "libpq-fe.h": set(), "unistd.h": set(),
}
IMPURE_NAMES = re.compile(r"\b(getenv|system_clock|steady_clock|rand\(\)|std::cout|std::cerr|mt19937)\b")
ADAPTER_EXCEPTIONS = {("adapters/text", "adapters/assets")}
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')


def read_layers():
    text = (SRC / "README.md").read_text()
    block = text.split("<!-- layers:begin -->")[1].split("<!-- layers:end -->")[0]
    layers, core = [], set()
    for line in block.splitlines():
        match = re.match(r"- `([^`]+)`: (.*)", line)
        if match:
            layers.append(match[1])
            if match[2].rstrip().endswith("(core)"):
                core.add(match[1])
    return layers, core


def module_of(path, layers):
    for name in sorted(layers, key=len, reverse=True):
        if path.startswith(name + "/"):
            return name
    return None


def check_include(where, module, target, core, layers, is_test):
    wanted = module_of(target, layers)
    if wanted is None:
        return f"{where}: {target} is in no module of src/README.md"
    if wanted == module or is_test:
        return None
    if layers.index(wanted) > layers.index(module):
        return f"{where}: {module} may not include {wanted}, which stands below it"
    if module.startswith("adapters/") and wanted.startswith("adapters/"):
        if (module, wanted) not in ADAPTER_EXCEPTIONS:
            return f"{where}: adapters never include each other ({wanted})"
    if module in core and wanted not in core:
        return f"{where}: core module {module} may not include {wanted}"
    return None


def check_file(path, layers, core):
    relative = path.relative_to(SRC).as_posix()
    module = module_of(relative, layers)
    if module is None:
        return [f"src/{relative}: stands in no module of src/README.md"]
    is_test = path.name.endswith("_test.cpp") or "/testing" in "/" + relative
    breaches = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        where = f"src/{relative}:{number}"
        match = INCLUDE.match(line)
        if match and match[1]:
            breach = check_include(where, module, match[1], core, layers, is_test)
            if breach:
                breaches.append(breach)
        if module not in core or is_test:
            continue
        if match and match[2] in IMPURE_HEADERS and relative not in IMPURE_HEADERS[match[2]]:
            breaches.append(f"{where}: a core module may not include <{match[2]}>")
        code = line.split("//")[0]
        if IMPURE_NAMES.search(code):
            breaches.append(f"{where}: a core module asks nobody for time, luck or surroundings")
    return breaches


def main():
    layers, core = read_layers()
    breaches = []
    for path in sorted(SRC.rglob("*.?pp")):
        breaches += check_file(path, layers, core)
    for line in breaches:
        print(line)
    print(f"check_layers: {len(layers)} modules, {len(breaches)} breaches")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
