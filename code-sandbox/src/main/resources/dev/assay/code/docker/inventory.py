# Looks for the tools of languages in an image: a line of definitions comes in, a line of what was found goes out.
import json
import os
import subprocess
import sys
import sysconfig


def first_line(command):
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=20, env=dict(os.environ, LC_ALL="C.UTF-8"))
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = [line.strip() for line in done.stdout[:4096].decode(errors="replace").splitlines() if line.strip()]
    return lines[0] if done.returncode == 0 and lines else None


def find(name):
    for folder in filter(None, folders):
        path = os.path.join(folder, name)
        if os.access(path, os.X_OK):
            yield path


def look(definition, candidate):
    version = first_line([candidate] + definition["probe"])
    tool = os.path.realpath(candidate)
    home = os.path.normpath(os.path.join(tool, "../.."))
    if version and definition["home"]:
        home = first_line([part.replace("{tool}", candidate) for part in definition["home"]])
    companions = {name: os.path.realpath(path) for name in definition["with"] for path in [next(find(name), "")] if path}
    whole = version and home and len(companions) == len(definition["with"])
    return {"tool": tool, "home": home, "companions": companions, "version": version} if whole else None


found = {}
folders = dict.fromkeys(["/usr/local/bin", "/usr/bin", "/bin"] + os.environ.get("PATH", "").split(":"))
for one in json.loads(sys.stdin.readline()):
    there = next(filter(None, (look(one, path) for path in find(one["tool"]))), None)
    if there:
        found[one["name"]] = there
paths = sysconfig.get_paths()
reads = [sys.executable, os.path.realpath(sys.executable), paths["stdlib"], paths["platstdlib"], paths["purelib"],
         "/usr/lib/python3"]
print(json.dumps({"new": sys.version_info >= (3, 9), "python": sys.executable, "reads": list(dict.fromkeys(reads)),
                  "tools": found}), flush=True)
