"""A flow as a Mermaid state diagram, made from the code and compared with the README by the check."""

from config.kernel.flows import steps_of


def mermaid(model) -> str:
    """`stateDiagram-v2` of a model's steps, each with its article."""
    lines = ["stateDiagram-v2", f"    [*] --> {model._meta.get_field('state').default}"]
    moves = steps_of(model)
    lines += [f"    {source} --> {target}: {name} ({_said(article)})" for name, source, target, article in moves]
    ends = sorted({target for _, _, target, _ in moves} - {source for _, source, _, _ in moves})
    lines += [f"    {end} --> [*]" for end in ends]
    return "\n".join(lines)


def _said(article: str) -> str:
    """`house:2` → `house 2`: older readers of Mermaid end a label at its colon."""
    return article.replace(":", " ")
