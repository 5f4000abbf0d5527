"""After reading: numbered causes find their sections, drafts get their keys, and one code is one error."""

from __future__ import annotations

from kb.codes import normalise_code
from kb.importer.anchors import Resolution
from kb.importer.builders import Context, row_suffix
from kb.importer.drafts import Draft, Index, Item
from kb.importer.findings import Finding
from kb.importer.inline import plain
from kb.importer.likeness import wording
from kb.importer.lines import blank_line
from kb.importer.names import clip_key, key_of_code, owned_key, slugify

_HOW = {
    "case": "by case and underscores",
    "repaired": "by repairing the anchor",
    "exact": "exactly",
}


def settle(context: Context, guide: Draft | None) -> None:
    """Turn items into links, merge what one code names, give every draft its key, and fill the guide's lists."""
    for error in [draft for draft in context.drafts if draft.kind == "error"]:
        _settle_items(context, error)
    _merge_codes(context)
    _give_keys(context)
    if guide is not None:
        guide.errors = [draft for draft in context.drafts if draft.kind == "error"]
        guide.causes = [draft for draft in context.drafts if draft.kind == "cause"]


def resolved_finding(context: Context, line: int, fragment: str, found: Resolution) -> Finding | None:
    """The finding for a link within a document: how it was resolved, or what is proposed; None where it is in order."""
    if found.how == "exact":
        return None
    if found.section is None:
        return Finding("broken-link", line, f"#{fragment}", "no heading like it; kept as text")
    draft = context.of_section.get(id(found.section))
    name = (
        f"{draft.kind} {draft.key}"
        if draft is not None and draft.key
        else f"the heading “{plain(found.section.title.text)}”"
    )
    if found.how == "proposed":
        return Finding("broken-link", line, f"#{fragment}", f"not applied; proposed: {name}, whose heading changed")
    return Finding("broken-link", line, f"#{fragment}", f"resolved to {name} {_HOW[found.how]}")


def _settle_items(context: Context, error: Draft) -> None:
    _number_gaps(context, error)
    for item in error.cause_items:
        target = _target(context, error, item)
        if target is not None and target.kind == "cause":
            cause = target
        elif target is not None and target.kind == "solution":
            cause = _cause_behind(context, item, target)
        else:
            cause = _cause_without_link(context, error, item)
        if cause not in error.causes:
            error.causes.append(cause)
    for item in error.step_items:
        target = _target(context, error, item)
        if target is not None and target.kind == "solution" and target not in error.solutions:
            error.solutions.append(target)
        elif target is None or target.kind != "solution":
            error.body.append(item.label)
    error.cause_items, error.step_items = [], []


def _target(context: Context, error: Draft, item: Item) -> Draft | None:
    if item.fragment is None:
        return None
    found = context.anchors.resolve(item.fragment)
    context.links.append((item.label.number, item.fragment, found))
    if found.section is None or found.how == "proposed":
        return None
    draft = context.of_section.get(id(found.section))
    if draft is not None and draft is not error and found.how != "exact" and item.fragment not in draft.anchors:
        draft.anchors.append(item.fragment)
    return draft


def _cause_behind(context: Context, item: Item, solution: Draft) -> Draft:
    """A cause whose link leads to a procedure: the procedure is its solution."""
    known = next((d for d in context.drafts if d.owner is solution and d.kind == "cause"), None)
    if known is not None:
        return known
    cause = Draft("cause", item.label.number, title=item.label, owner=solution, suffix="cause", solutions=[solution])
    return context.add(cause)


def _cause_without_link(context: Context, error: Draft, item: Item) -> Draft:
    """A cause that is only named. The same words name the same cause."""
    if item.fragment is None:
        context.findings.append(
            Finding("cause-without-link", item.label.number, plain(item.label.text), "a cause of its own, without text")
        )
    words = wording(item.label.text)
    known = next(
        (d for d in context.drafts if d.kind == "cause" and d.title is not None and wording(d.title.text) == words),
        None,
    )
    if known is not None:
        return known
    return context.add(
        Draft("cause", item.label.number, title=item.label, owner=error, suffix=row_suffix("cause", item.label))
    )


def _number_gaps(context: Context, error: Draft) -> None:
    last = 0
    for item in error.cause_items:
        if item.number is not None and item.number > last + 1:
            detail = f"cause {item.number} follows {f'cause {last}' if last else 'nothing'}"
            context.findings.append(Finding("numbering-gap", item.label.number, detail, "the order is kept"))
        last = item.number or last


def _merge_codes(context: Context) -> None:
    """Two places of a document about one code (a row of a table, a section) are one error."""
    known: dict[str, Draft] = {}
    gone: dict[int, Draft] = {}
    for error in [draft for draft in context.drafts if draft.kind == "error" and draft.code]:
        code = normalise_code(error.code)
        first = known.setdefault(code, error)
        if first is error:
            continue
        gone[id(error)] = first
        if error.has_text():
            if first.body:
                first.body.append(blank_line(error.line, paired=context.paired))
            first.body += error.body
        first.anchors += [anchor for anchor in error.anchors if anchor not in first.anchors]
        first.code_aliases += [alias for alias in error.code_aliases if alias not in first.code_aliases]
        for mine, theirs in ((first.causes, error.causes), (first.solutions, error.solutions)):
            mine += [draft for draft in theirs if draft not in mine]
        for owned in context.drafts:
            owned.owner = first if owned.owner is error else owned.owner
    if not gone:
        return
    context.drafts[:] = [draft for draft in context.drafts if id(draft) not in gone]
    for section, holder in list(context.of_section.items()):
        if holder is not None and id(holder) in gone:
            context.of_section[section] = gone[id(holder)]
    for draft in context.drafts:
        for item in draft.body:
            if isinstance(item, Index):
                item.drafts = list(dict.fromkeys(gone.get(id(one), one) for one in item.drafts))


def _give_keys(context: Context) -> None:
    taken: dict[str, Draft] = {}
    for draft in sorted(context.drafts, key=lambda one: (one.kind != "guide", _depth(one))):
        key = _key(context, draft)
        number = 2
        while key in taken:
            if number == 2:
                context.findings.append(
                    Finding(
                        "key-taken", draft.line, key, f"{taken[key].kind} in line {taken[key].line} has it; numbered"
                    )
                )
            key = f"{_key(context, draft)}-{number}"
            number += 1
        taken[key] = draft
        draft.key = key


def _depth(draft: Draft) -> int:
    depth, owner = 0, draft.owner
    while owner is not None and depth < 10:
        depth, owner = depth + 1, owner.owner
    return depth


def _key(context: Context, draft: Draft) -> str:
    if draft.code:
        return key_of_code(draft.code) or context.stem
    if draft.owner is not None:
        return owned_key(draft.owner.key, draft.suffix)
    return clip_key(slugify(draft.name)) if "--" not in draft.name else clip_key(draft.name)
