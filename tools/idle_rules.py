"""Which rules no floor above calls, themselves or through others: they are tested, but nobody's work uses them."""

from functools import cache

from tools.cited_code import SOURCE, code_by_clause, module_of, parsed
from tools.used_names import homes, imports, reached, top_nodes, used_in, uses

RULES = ("law", "rules", "engine")
ABOVE = ("actions", "records", "exchange", "documents", "work", "web", "cli", "rehearsal")


@cache
def idle_rules() -> frozenset[str]:
    """The functions and machines of law/ and rules/ that cite a clause and that nothing above leads to."""
    cited = {name for names in code_by_clause().values() for name in names}
    edges = _edges()
    at_work = reached("", edges | {"": _used_above()})
    return frozenset(name for name in cited - at_work if name.startswith(("law.", "rules.")))


@cache
def idle_by_clause() -> dict[str, list[str]]:
    """For each clause those of its rules that are idle, sorted."""
    found = {
        clause: [name for name in names if name in idle_rules()] for clause, names in code_by_clause().items()
    }
    return {clause: names for clause, names in found.items() if names}


def _used_above() -> set[str]:
    return {
        homes().get(name, name)
        for floor in ABOVE
        for file in sorted((SOURCE / floor).rglob("*.py"))
        for name in used_in(parsed(file), imports(parsed(file)))
    }


def _edges() -> dict[str, set[str]]:
    """For each name of the lower floors the names that stand in it."""
    found = {}
    for file in (file for floor in RULES for file in sorted((SOURCE / floor).rglob("*.py"))):
        module, tree = module_of(file), parsed(file)
        for name, node in top_nodes(tree).items():
            others = {homes().get(each, each) for each in used_in(node, imports(tree))}
            found[f"{module}.{name}"] = others | {f"{module}.{each}" for each in uses(tree)[name]}
    return found
