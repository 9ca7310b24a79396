"""Very many applications, each with its ledger, written by COPY: organisations × calls, one application each."""

import json

from django.db import connection

from config.kernel.ledger import keys, proof
from config.kernel.ledger.chain import instant
from tests.cast import NINE

CALLS = 50
WORDS = ("数据", "信息", "网络", "智能", "软件", "系统", "平台", "科技", "物联", "云算")
PLACES = ("海淀", "朝阳", "西城", "东城", "丰台", "通州", "大兴", "昌平", "顺义", "怀柔")
COMMON, MIDDLING, RARE, ABSENT = "公司", "海淀", "鑫龘", "甪端"  # in all, in a tenth, in one of ten thousand, in none
STATES = ("submitted", "accepted", "declined", "withdrawn", "rejected")
CASE = "number, version, ledger_seq, ledger_head, due_provisional"


def applications(count: int, zones: int, rulebook: int, seat: int) -> None:
    """So many more rows; `zones`, `rulebook` and `seat` are ids that everything hangs on. PostgreSQL only."""
    calls = _calls(zones, rulebook, seat)
    organisations = _organisations(count // CALLS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM operators_application")
        first = cursor.fetchone()[0] + 1
        rows = [(first + place, *divmod(place, CALLS)) for place in range(count)]
        heads = _entries(cursor, rows, seat)
        columns = (f"id, state, {CASE}, state_since, call_id, organisation_id, started_by_id, started_at, "
                   "submitted_at, title, acceptance_days_used, ended_reason")  # fmt: skip
        _copy(cursor, f"operators_application ({columns})", (
            (pk, STATES[pk % 5], f"BJ-CL-2026-{pk:07d}", 1, 1, head, False, NINE, calls[call], organisations[place][0],
             seat, NINE, NINE, f"{organisations[place][1]} · 申报通知{call:02d}", 0, "")
            for (pk, place, call), head in zip(rows, heads, strict=True)
        ))  # fmt: skip
        cursor.execute("SELECT setval(pg_get_serial_sequence('operators_application', 'id'), %s)", [first + count])
        cursor.execute("VACUUM ANALYZE")  # all of it, as autovacuum does soon after; it leaves tables of few rows alone


def _organisations(count: int) -> list[tuple[int, str]]:
    """(id, name) of new organisations; one in ten thousand applications is of a rare name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM kernel_body")
        first = cursor.fetchone()[0] + 1
        names = [
            f"{PLACES[n % 10]}{RARE if n % 200 == 7 and n < 400 else WORDS[n // 10 % 10]}{n:06d}示例有限公司"
            for n in range(count)
        ]
        _copy(cursor, f"kernel_body (id, kind, name, {CASE})",
              ((first + n, "organisation", name, None, 0, 0, "", False) for n, name in enumerate(names)))  # fmt: skip
        _copy(cursor, f"operators_organisation (id, state, {CASE}, body_id, kind, credit_code, code_accepted_reason, "
              "legal_representative, representative_id, address, barred_reason)",
              ((first + n, "confirmed", None, 0, 0, "", False, first + n, "enterprise", f"X{first + n:017d}", "", "某",
                "", "", "") for n in range(count)))  # fmt: skip
    return [(first + n, name) for n, name in enumerate(names)]


def _calls(zone: int, rulebook: int, seat: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO zones_call (state, {CASE}, zone_id, rulebook_id, title, text, opens_at, closes_at, places, "
            "selection, requirements, papers, published_by_id, published_at, ended_reason) "
            "SELECT 'closed', NULL, 0, 0, '', false, %s, %s, 'T', 'T', %s, %s, 1, 'review', '[]', '[]', %s, %s, '' "
            "FROM generate_series(1, %s) RETURNING id",
            [zone, rulebook, NINE, NINE.replace(year=2027), seat, NINE, CALLS],
        )
        return [row[0] for row in cursor.fetchall()]


def _entries(cursor, rows, seat: int) -> list[str]:
    """One entry for each application, chained and linked as the frame does; returns the heads."""
    algorithm, key, at = keys.algorithm(), keys.chain_key(), instant(NINE)
    said = json.dumps({}, separators=(",", ":"))
    fixed = {"case_kind": "application", "seq": 1, "at": at, "act": "application.submit", "article": "12",
             "fact": "ApplicationSubmitted", "seat": seat, "countersigner": "", "said": said,
             "algorithm": algorithm}  # fmt: skip
    heads = [proof.link(algorithm, key, "", proof.content({**fixed, "case_id": pk})) for pk, *_ in rows]
    _copy(cursor, "kernel_entry (case_kind, case_id, seq, at, act, article, fact, seat_id, said, algorithm, link)",
          (("application", pk, 1, NINE, "application.submit", "12", "ApplicationSubmitted", seat, said, algorithm, head)
           for (pk, *_), head in zip(rows, heads, strict=True)))  # fmt: skip
    return heads


def _copy(cursor, table: str, rows) -> None:
    with cursor.connection.cursor().copy(f"COPY {table} FROM STDIN") as copying:
        for row in rows:
            copying.write_row(row)
