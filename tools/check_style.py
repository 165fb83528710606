#!/usr/bin/env python3
"""Checks what clang-format does not: file and line length, tests beside core sources, words that
do not belong into the sources, texts that stand in one language only, the law's figures in code, the numbers of
migrations, two types of one name, packages that were left behind."""
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINES_MAX = 600
COLUMNS_MAX = 100
BANNED = {
    r"\bTODO\b|\bFIXME\b|\bXXX\b": "finish it or write it down in an issue",
    r"std::regex": "use a hand-written scan: std::regex is slow and recursive",
    r"\bshared_ptr\b": "say who owns it; shared_ptr only with a written reason (// shared: ...)",
    r"\bstd::endl\b": "use '\\n'",
    r"using namespace (?!std::(string|string_view)_literals)": "name what you use",
}
# Dues and benefits that only rules/ may know. Tests and their literal expectations may.
LAW_FIGURES = re.compile(r"\b(6'?800|16'?800|36'?800|8'?400|42'?000'?000|10'?547'?400)\b")


def tracked(*patterns):
    out = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
                         cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in out.splitlines() if (ROOT / line).exists()]


def check_source(path):
    relative = path.relative_to(ROOT).as_posix()
    is_test = path.name.endswith("_test.cpp") or relative.startswith("tests/")
    lines = path.read_text(errors="replace").splitlines()
    if len(lines) > LINES_MAX:
        yield f"{relative}: {len(lines)} lines; split it by idea (at most {LINES_MAX})"
    for number, line in enumerate(lines, 1):
        if len(line) > COLUMNS_MAX:
            yield f"{relative}:{number}: {len(line)} columns (at most {COLUMNS_MAX})"
        code = line.split("//")[0]
        for pattern, remedy in BANNED.items():
            if re.search(pattern, code) and "// shared:" not in line:
                yield f"{relative}:{number}: {remedy}"
        if not is_test and LAW_FIGURES.search(code):
            yield f"{relative}:{number}: a figure of the law stands in rules/, not in code"


def check_tests_beside(layers_text):
    core = re.findall(r"- `([^`]+)`: .*\(core\)", layers_text)
    for module in core:
        for source in sorted((ROOT / "src" / module).glob("*.cpp")):
            if source.name.endswith("_test.cpp") or source.name == "check.cpp":
                continue
            tests = list(source.parent.glob("*_test.cpp"))
            if not any(source.stem in test.read_text() or test.stem.startswith(source.stem) for test in tests):
                yield f"src/{module}/{source.name}: no test beside it names it"


def check_texts():
    for indonesian in sorted((ROOT / "web/text/id").glob("*.json")):
        english = ROOT / "web/text/en" / indonesian.name
        if not english.exists():
            yield f"web/text/en/{indonesian.name} is missing"
            continue
        left, right = (json.loads(p.read_text()) for p in (indonesian, english))
        for key in sorted(set(left) ^ set(right)):
            yield f"web/text/{{id,en}}/{indonesian.name}: {key} stands in one language only"
        for key in sorted(set(left) & set(right)):
            if set(re.findall(r"\{\w+\}", left[key])) != set(re.findall(r"\{\w+\}", right[key])):
                yield f"web/text/{{id,en}}/{indonesian.name}: {key} has other placeholders in English"
    yield from check_javanese()


def check_javanese():
    """A page that is said in Javanese is said in it wholly: nothing of it falls back to Indonesian."""
    known = {key: text for p in sorted((ROOT / "web/text/id").glob("*.json")) for key, text in json.loads(p.read_text()).items()}
    for javanese in sorted((ROOT / "web/text/jv").glob("*.json")):
        said = json.loads(javanese.read_text())
        for key in json.loads((ROOT / "web/text/id" / javanese.name).read_text()):
            if key not in said:
                yield f"web/text/jv/{javanese.name}: {key} is not said in Javanese"
        for key, text in said.items():
            if set(re.findall(r"\{\w+\}", text)) != set(re.findall(r"\{\w+\}", known.get(key, ""))):
                yield f"web/text/jv/{javanese.name}: {key} has other placeholders than in Indonesian, or is no key"



def check_migrations():
    """Numbered from 1 without gap or twin: two branches easily take the same number."""
    complaints = []
    for place, path in enumerate(sorted(tracked("schema/*.sql")), 1):
        if not path.name.startswith(f"{place:04d}_"):
            complaints.append(f"schema/{path.name}: the number that is next is {place:04d}")
    return complaints


def check_type_names():
    """One namespace, one name, one type: two of them link without a word, and a vector of the one then
    destroys the other."""
    places = {}
    for path in tracked("*.hpp"):
        inside = []
        for line in path.read_text(errors="replace").splitlines():
            if opened := re.match(r"namespace ([\w:]+) ?\{", line):
                inside.append(opened[1])
            elif line.startswith("}  // namespace") and inside:
                inside.pop()
            elif named := re.match(r"(?:template <.*> )?(?:struct|class|enum class) (\w+)\b(?!::)[^;]*\{", line):
                places.setdefault("::".join([*inside, named[1]]), []).append(path.relative_to(ROOT).as_posix())
    for name, files in sorted(places.items()):
        if len(files) > 1:
            yield f"{' and '.join(files)}: both define {name}; give one of them another name"


def check_strays():
    """Packages come from Debian, npm and PyPI when they are needed; none lies in the project."""
    for path in tracked("*.whl", "*.egg", "*.deb", "*.tgz", "*.tar.gz", "*.so", "*.a"):
        yield f"{path.relative_to(ROOT).as_posix()}: a package or its product; remove it"


def main():
    complaints = []
    for path in tracked("*.cpp", "*.hpp"):
        complaints += check_source(path)
    complaints += check_tests_beside((ROOT / "src/README.md").read_text())
    complaints += check_texts()
    complaints += check_migrations()
    complaints += check_type_names()
    complaints += check_strays()
    for line in complaints:
        print(line)
    print(f"check_style: {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
