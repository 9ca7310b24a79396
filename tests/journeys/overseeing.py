"""The words with which the acts of oversight, and of partners, on an agreement are tried (see moves.py)."""

from datetime import timedelta


def discover(agreement, choose) -> dict:
    return {
        "kind": choose("leak", "else"), "severity": choose("major", "else"), "text": choose("事件。", ""),
        "discovered_at": choose(choose.at, choose.at + timedelta(days=1), None),
    }  # fmt: skip


def find_breach(agreement, choose) -> dict:
    return {"text": choose("违约。", ""), "provision": choose("第二十条", ""), "grave": choose(True, False)}


def call_in(agreement, choose) -> dict:
    return {"kind": choose("reminder", "interview", "hearing"), "ground": choose("较差。", "")}


def propose_partner(agreement, choose) -> dict:
    return {
        "credit_code": choose("91110102MA0000B2Y1", "else"), "purpose": choose("联合研发。", ""),
        "related_party": choose(False, True, None),
    }  # fmt: skip
