"""Prints the licence texts of every crate that is linked into the program, each text once with the crates it covers.

Reads the sources that cargo has unpacked for the build; a crate without a licence file is listed with the name of its
licence, and one without either ends the script."""

import json
import pathlib
import subprocess
import sys

metadata = json.loads(
    subprocess.check_output(
        ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", "x86_64-unknown-linux-gnu"]
    )
)
packages = {package["id"]: package for package in metadata["packages"]}
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}

# What the program links: normal dependencies alone, no tests, no build scripts.
linked, waiting = set(), [metadata["resolve"]["root"]]
while waiting:
    package = waiting.pop()
    if package in linked:
        continue
    linked.add(package)
    for dependency in nodes[package]["deps"]:
        if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
            waiting.append(dependency["pkg"])

texts, without = {}, []
for package in sorted((packages[id] for id in linked), key=lambda package: package["name"]):
    name = f'{package["name"]} {package["version"]}'
    if not package["license"] and not package["license_file"]:
        sys.exit(f"{name} names no licence")
    folder = pathlib.Path(package["manifest_path"]).parent
    files = [file for file in sorted(folder.iterdir()) if file.is_file()]
    files = [file for file in files if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE"))]
    for file in files:
        texts.setdefault(file.read_text("utf-8", "replace").strip(), []).append(name)
    if not files:
        without.append(f'{name}: {package["license"]}')

print("Software inside pactwatch, and the terms it comes under.\n")
if without:
    print("Without a licence file of their own:\n  " + "\n  ".join(without) + "\n")
for text, names in texts.items():
    print("=" * 80 + "\n" + ", ".join(names) + "\n" + "-" * 80 + "\n" + text + "\n")
