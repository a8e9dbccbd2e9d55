"""What must not stand in the code: SQL put together from texts, code out of data, ways out, marks of trust.

Each list of exceptions names a place and says why; a place that is no longer needed fails, too.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.codebase.tree import PACKAGE, ROOT, python_files, shown, templates

# SQL that is not one constant text: names come from the models or from constants of the module, values never.
SQL_PUT_TOGETHER = {
    "src/chengzhao/actions/imports_taken_back.py:_delete": "the names of tables come from the models",
    "src/chengzhao/actions/vault_keys.py:destroy_key_set": "the names of tables and columns come from the models",
    "src/chengzhao/records/bulk.py:copy_rows": "COPY takes no parameters; the names come from the models",
    "src/chengzhao/records/bulk.py:update_rows": "the names come from the models",
    "src/chengzhao/records/embedded_roles.py:lend_log_in": "psycopg.sql quotes the role and its password",
    "src/chengzhao/records/queries/counting.py:counts_in_groups": "statements that the ORM wrote, one beside the other",
    "src/chengzhao/records/queries/seals.py:_position": "one of two constant expressions",
    "src/chengzhao/records/scope.py:_set": "as many places as there are settings; every value is a parameter",
    "src/chengzhao/records/trail_positions.py:move_positions_ahead": "one whole number",
    "src/chengzhao/records/walls/install.py:install": "the walls are declared in the code; no value in them",
    "src/chengzhao/records/walls/install.py:_put_up": "the walls are declared in the code; no value in them",
}
RAW_SQL = {
    "src/chengzhao/actions/many_ids.py": "one array parameter instead of thousands",
    "src/chengzhao/records/queries/register_checks.py": "one array parameter instead of thousands",
    "src/chengzhao/actions/whose.py": "one array parameter instead of thousands",
}
TRUSTED_HTML: dict[str, str] = {}
WAYS_OUT = {
    "src/chengzhao/exchange/outgoing.py": "the one way to ask another system",
    "src/chengzhao/exchange/intake/malware.py": "the scanner of the office, at the address of its option",
    "src/chengzhao/records/embedded_processes.py": "looks for a free port of this machine",
}

NETWORK = {
    "aiohttp", "ftplib", "http.client", "httpx", "imaplib", "paramiko", "poplib", "requests", "smtplib",
    "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "xmlrpc.client",
}  # fmt: skip
CODE_OUT_OF_DATA = {
    "pickle",
    "cPickle",
    "_pickle",
    "marshal",
    "shelve",
    "dill",
    "jsonpickle",
    "joblib",
}
BUILT_IN_CODE = {"eval", "exec", "compile", "__import__"}
NEVER = {
    *(("os", name) for name in ("system", "popen")),
    *(("subprocess", name) for name in ("getoutput", "getstatusoutput")),
    *(("yaml", name) for name in ("load", "load_all", "full_load", "unsafe_load", "unsafe_load_all")),
    ("tempfile", "mktemp"),
}
SQL_RUNNERS = {"execute", "executemany", "copy", "raw", "RawSQL", "RunSQL", "extra"}
MARKS_OF_TRUST = {"mark_safe", "SafeText", "format_html_join", "html_safe"}
UNESCAPED = re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off|\{%\s*filter\s+safe")


def trees(folder: Path = PACKAGE) -> Iterator[tuple[str, ast.Module]]:
    """Every module, migrations left out."""
    for path in python_files(folder):
        yield shown(path), ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Every call with the name of the function around it."""

    def walk(node: ast.AST, name: str) -> Iterator[tuple[str, ast.AST]]:
        for child in ast.iter_child_nodes(node):
            inside = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else name
            yield inside, child
            yield from walk(child, inside)

    yield from walk(tree, "")


def called(node: ast.AST) -> str:
    """The last part of the name that a call calls."""
    if not isinstance(node, ast.Call):
        return ""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def is_put_together(node: ast.AST, constants: set[str]) -> bool:
    """Whether an expression is a text that is made from parts that are no constants of the module."""
    match node:
        case ast.JoinedStr(values=values):
            parts = [value.value for value in values if isinstance(value, ast.FormattedValue)]
            return any(not (isinstance(part, ast.Name) and part.id in constants) for part in parts)
        case ast.BinOp(op=ast.Add() | ast.Mod(), left=left, right=right):
            return any(
                is_put_together(side, constants)
                or (
                    not isinstance(side, ast.Constant | ast.BinOp | ast.JoinedStr)
                    and not (isinstance(side, ast.Name) and side.id in constants)
                )
                for side in (left, right)
            )
        case ast.Call(func=ast.Attribute(attr="format" | "join" | "replace")):
            return True
    return False


def constants_of(tree: ast.Module) -> set[str]:
    """Names in capitals that the module itself sets to a plain text."""
    return {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.JoinedStr | ast.BinOp)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.isupper()
    }


def sql_put_together(tree: ast.Module) -> Iterator[str]:
    """The functions that hand a text made from parts to the database, directly or by a name of their own."""
    constants = constants_of(tree)
    made: dict[tuple[str, str], ast.AST] = {}
    for name, node in functions(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            made[name, node.targets[0].id] = node.value
        if called(node) in SQL_RUNNERS and isinstance(node, ast.Call) and node.args:
            given = node.args[0]
            if isinstance(given, ast.Name):
                given = made.get((name, given.id), given)
            if is_put_together(given, constants):
                yield name


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_sql_is_put_together_outside_the_list() -> None:
    found = {f"{path}:{name}" for path, tree in trees() for name in sql_put_together(tree)}
    assert found == set(SQL_PUT_TOGETHER)


def test_no_raw_sql_in_queries_outside_the_list() -> None:
    found = {
        path
        for path, tree in trees()
        for node in ast.walk(tree)
        if called(node) in {"raw", "extra", "RawSQL"} and path.endswith(".py")
    }
    assert found == set(RAW_SQL)


def test_the_search_for_put_together_sql_finds_it() -> None:
    bad = (
        'cursor.execute(f"SELECT {name}")',
        'cursor.execute("SELECT " + name)',
        'cursor.execute("SELECT %s" % name)',
        'cursor.execute("SELECT {}".format(name))',
        'cursor.execute(" ".join(parts))',
        'text = f"SELECT {name}"\n cursor.execute(text)',
        'cursor.copy(f"COPY {name} FROM STDIN")',
    )
    good = ('cursor.execute("SELECT %s", [name])', "cursor.execute(TAKE, asked)", 'cursor.execute(f"{TAKE}")')
    for body in bad:
        assert list(sql_put_together(ast.parse(f"def act():\n {body}"))) == ["act"], body
    for body in good:
        assert list(sql_put_together(ast.parse(f'TAKE = "x"\ndef act():\n {body}'))) == [], body


def turns_data_into_code(tree: ast.Module) -> Iterator[str]:
    """Every way in the module by which a text or bytes become something that runs."""
    yield from sorted({name.partition(".")[0] for name in imports(tree)} & CODE_OUT_OF_DATA)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in BUILT_IN_CODE:
                yield name
            case ast.Call(keywords=keywords) if any(keyword.arg == "shell" for keyword in keywords):
                yield "shell="
            case ast.Attribute(value=ast.Name(id=module), attr=name) if (module, name) in NEVER:
                yield f"{module}.{name}"


def test_nothing_turns_data_into_code() -> None:
    found = [
        f"{path}: {way}"
        for folder in (PACKAGE, ROOT / "tools")
        for path, tree in trees(folder)
        for way in turns_data_into_code(tree)
    ]
    assert found == []


def test_the_search_for_code_out_of_data_finds_it() -> None:
    bad = ("import pickle", "from marshal import loads", "eval(a)", "exec(a)", "os.system(a)", "yaml.load(a)")
    bad += ("subprocess.run(a, shell=True)", "__import__(a)", "tempfile.mktemp()")
    assert [len(list(turns_data_into_code(ast.parse(text)))) for text in bad] == [1] * len(bad)
    good = ("import json", "yaml.safe_load(a)", "subprocess.run(a)", "re.compile(a)")
    assert [text for text in good if list(turns_data_into_code(ast.parse(text)))] == []


def test_no_text_is_marked_as_harmless_html() -> None:
    found = {
        path
        for path, tree in trees()
        for node in ast.walk(tree)
        if called(node) in MARKS_OF_TRUST or called(node) == "SafeString"
    }
    assert found == set(TRUSTED_HTML)
    unescaped = [
        f"{shown(path)}:{number}"
        for path in templates()
        for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if UNESCAPED.search(row)
    ]
    assert unescaped == []


def test_html_is_formatted_only_from_constants() -> None:
    """`format_html` escapes what is put in; its own text must not come from anywhere else."""
    found = [
        f"{path}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and called(node) == "format_html"
        and not (node.args and isinstance(node.args[0], ast.Constant))
    ]
    assert found == []


def test_no_way_out_but_the_named_ones() -> None:
    found = {
        path
        for path, tree in trees()
        for name in imports(tree)
        if name in NETWORK or any(name.startswith(f"{way}.") for way in NETWORK)
    }
    assert found == set(WAYS_OUT)


def test_jobs_and_messages_are_json() -> None:
    """Nothing is stored as an object of Python: no pickled column, session or cache."""
    from django.conf import settings

    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"
    columns = [
        f"{path}:{node.lineno}"
        for path, tree in trees(PACKAGE / "records" / "models")
        for node in ast.walk(tree)
        if called(node) in {"PickledObjectField", "PickleField"}
    ]
    assert columns == []
