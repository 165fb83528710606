#!/usr/bin/env python3
"""run.py PAYUNG FOLDER: what the documents say is so.

Every link leads to a file, every file that is named in code letters exists, every `payung` command
and option is one of the binary, every route one of the contract, every setting is described, every test that
docs/security.md relies on exists, and the commands of the README run in their order in an empty FOLDER."""
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
LINK = re.compile(r"\]\(([^)\s]+)\)")
FOLDERS = "src|tests|tools|docs|rules|schema|data|web|bench|scenarios|cmake"
NAMED_FILE = re.compile(rf"`((?:{FOLDERS})/[\w./-]+)`")
# Between the words of a choice: "review list / show / decide", "id|en".
CHOICE = ("/", "|")


def pages():
    names = subprocess.run(["git", "ls-files", "*.md"], cwd=PROJECT, capture_output=True, text=True,
                           check=True).stdout.split()
    return {name: (PROJECT / name).read_text() for name in names}


def anchors(text):
    titles = re.findall(r"^#+ (.*)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def lost_links(name, text):
    for target in LINK.findall(text):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        file = (PROJECT / name).parent / path if path else PROJECT / name
        if not file.exists():
            yield f"{name}: the link {target} leads nowhere"
        elif anchor and anchor not in anchors(file.read_text()):
            yield f"{name}: {target} is no heading of that page"


def lost_files(name, text):
    """`src/x/y` may leave out the ending of a pair of files."""
    for path in NAMED_FILE.findall(text):
        beside = PROJECT / path
        if not beside.exists() and not list(beside.parent.glob(beside.name + ".*")):
            yield f"{name}: {path} does not exist"


def contract_paths():
    return [path for file in (PROJECT / "web/api").glob("*.json")
            for path in json.loads(file.read_text()).get("paths", {})]


def lost_routes(name, text, paths):
    """A route of the API, or the beginning of one; what stands in braces or as a number is any."""
    for route in re.findall(r"(?<![\w.])(/v1/[\w/{}-]*[\w}])", text):
        parts = route.split("/")
        fits = any(len(parts) <= len(path.split("/")) and all(
            a == b or (b.startswith("{") and a != "") for a, b in zip(parts, path.split("/")))
            for path in paths)
        if not fits:
            yield f"{name}: the contract has no {route}"


def lost_tests(name, text):
    """`Suite.Name` of a unit test; `Suite.*` for all of a suite."""
    sources = "\n".join(path.read_text() for path in (PROJECT / "src").rglob("*_test.cpp"))
    tests = set(re.findall(r"^TEST(?:_F|_P)?\((\w+), (\w+)\)", sources, re.M))
    suites = {suite for suite, _ in tests}
    for suite, test in re.findall(r"\b([A-Z][a-z]\w*)\.([A-Z]\w+|\*)", text):
        if (suite, test) not in tests and not (test == "*" and suite in suites):
            yield f"{name}: there is no test {suite}.{test}"


class Binary:
    """The commands and options that the program itself tells of."""

    def __init__(self, program):
        self.program = program

    @lru_cache(maxsize=None)
    def help(self, words):
        return subprocess.run([self.program, *words, "--help"], capture_output=True, text=True,
                              check=True).stdout

    def commands(self, words):
        _, found, listed = self.help(words).partition("Subcommands:\n")
        return set(re.findall(r"^  ([a-z][\w-]*) ", listed.partition("\n\n")[0], re.M)) if found else set()

    def options(self, words):
        return set(re.findall(r"--[a-z][\w-]*", self.help(words) + self.help(()))) | {"--help"}

    def setting_names(self):
        shown = subprocess.run([self.program, "--lang", "en", "config", "show"], capture_output=True,
                               text=True, check=True).stdout
        return re.findall(r"^(\w+) =", shown, re.M)


def code_of(text):
    """What stands in blocks of shell, in lines set in by four, and in code letters."""
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S):
        yield from block.replace("\\\n", " ").splitlines()
    yield from re.findall(r"^    (payung .*)$", text, re.M)
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))


def commands_in(text):
    for line in code_of(text):
        for part in re.split(r" && |; ", line):
            if part.startswith("payung "):
                yield re.sub(r"\s# .*", "", part)


def wrong_words(binary, command):
    """The words of a command that the program does not know."""
    try:
        tokens = shlex.split(command)[1:]
    except ValueError:
        tokens = command.split()[1:]
    words, parent, choice, value = (), (), False, False
    for token in tokens:
        after_option, value = value, token.startswith("--")
        if token in CHOICE:
            choice = True
            continue
        if token.startswith("--"):
            option = token.split("=")[0].rstrip("]")
            if option not in binary.options(words):
                yield option
        elif choice and token not in binary.commands(parent):
            yield token
        elif choice or token in binary.commands(words):
            parent = parent if choice else words
            words = (*parent, token)
        elif not after_option and binary.commands(words) and re.fullmatch(r"[a-z][a-z-]*", token):
            yield token
        choice = False


def wrong_commands(binary, name, text):
    for command in commands_in(text):
        for word in wrong_words(binary, command):
            yield f"{name}: `{command}`: the program knows no {word}"


def untold_settings(binary, text):
    for name in binary.setting_names():
        told = any(re.fullmatch(word.replace("*", r"\w+"), name) for word in re.findall(r"`([\w*]+)`", text))
        if not told:
            yield f"docs/use/README.md: the setting {name} is not told of"


def run_readme(program, folder, text):
    """The main job of the README, as somebody types it who has the binary and the scenarios."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(PROJECT / "scenarios", folder / "scenarios")
    block = text.split("## The main job, by hand")[1].split("```sh\n")[1].split("```")[0]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PAYUNG_")}
    script = f'set -e\npayung() {{ "{program}" "$@" || {{ echo "failed: payung $*" >&2; exit 1; }}; }}\n{block}'
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=clean, capture_output=True, text=True,
                          timeout=300, check=False)
    if done.returncode != 0:
        yield f"README.md: {done.stderr.strip().splitlines()[-2:]}"
    elif "terlindungi" not in done.stdout:
        yield "README.md: nobody is covered at the end of the main job"


def main():
    program, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    binary, faults, texts = Binary(program), [], pages()
    paths = contract_paths()
    for name, text in texts.items():
        faults += [*lost_links(name, text), *lost_files(name, text), *lost_routes(name, text, paths),
                   *wrong_commands(binary, name, text)]
    faults += lost_tests("docs/security.md", texts["docs/security.md"])
    faults += untold_settings(binary, texts["docs/use/README.md"])
    faults += run_readme(program, folder, texts["README.md"])
    print("\n".join(faults))
    print(f"docs: {len(texts)} pages, {sum(len(list(commands_in(t))) for t in texts.values())} commands, "
          f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
