"""An attacker who has one file: the ledger's database. No key, no anchor file, nothing of this project.

    python attacks.py FILE "edit and recompute"

Every attack drops the triggers, does its damage as well as the algorithm allows, and puts the triggers back. It prints
`case seq` of each entry that it touched. Plain sqlite3: what it knows of the ledger, it has read in the source.
"""

import hashlib
import hmac
import json
import sqlite3
import sys
from contextlib import closing

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

OWN_KEY = b"a key that the attacker made up"
OWN_SIGNING_KEY = Ed25519PrivateKey.from_private_bytes(b"attacker" * 4)
COLUMNS = (
    "id", "case_kind", "case_id", "seq", "at", "act", "article", "fact", "seat_id", "countersigner_id", "algorithm",
    "said", "link",
)  # fmt: skip
CASES = {"application": "operators_application", "call": "zones_call", "panel": "operators_panel"}


def edit(db):
    """One word of one entry."""
    victim = middle(db)
    db.execute("UPDATE kernel_entry SET said = ? WHERE id = ?", [altered(victim["said"]), victim["id"]])
    return [victim]


def edit_and_recompute(db):
    """The same, with every link after it made again, and the seals too."""
    touched = edit(db)
    recompute(db)
    return touched


def delete_a_middle_row(db):
    victim = middle(db)
    db.execute("DELETE FROM kernel_entry WHERE id = ?", [victim["id"]])
    return [victim]


def delete_renumber_and_recompute(db):
    """No hole is left, and the chain fits again."""
    touched = delete_a_middle_row(db)
    for row in chain(db):
        if row["seq"] > touched[0]["seq"]:
            db.execute("UPDATE kernel_entry SET seq = seq - 1 WHERE id = ?", [row["id"]])
    recompute(db)
    return touched


def truncate_a_case(db):
    """Its last two entries; the case's own row still names them."""
    victims = chain(db)[-2:]
    delete(db, victims)
    return victims


def truncate_and_set_the_head_back(db):
    """The same, and the case's own row agrees."""
    victims = truncate_a_case(db)
    set_heads(db)
    return victims


def truncate_what_is_not_sealed(db):
    """Everything since the last seal, as if it had never been; the cases agree."""
    (sealed,) = db.execute("SELECT max(last_id) FROM kernel_seal").fetchone()
    victims = [row for row in rows(db) if row["id"] > sealed]
    delete(db, victims)
    set_heads(db)
    return victims


def roll_everything_back(db):
    """To the moment of the last seal but one: entries, seals and cases."""
    number, before = db.execute("SELECT id, first_id FROM kernel_seal ORDER BY id DESC").fetchone()
    victims = [row for row in rows(db) if row["id"] >= before]
    delete(db, victims)
    db.execute("DELETE FROM kernel_seal WHERE id = ?", [number])
    set_heads(db)
    return victims


def drop_a_whole_case(db):
    """As if the application had never been made."""
    victims = chain(db)
    delete(db, victims)
    db.execute(f"DELETE FROM {CASES['application']} WHERE id = ?", [victims[0]["case_id"]])
    return victims


def reorder(db):
    """Two neighbours change their places in the chain."""
    first, second = neighbours(db)
    db.execute("UPDATE kernel_entry SET seq = 1000000 WHERE id = ?", [first["id"]])  # no two may have one place
    db.execute("UPDATE kernel_entry SET seq = ? WHERE id = ?", [first["seq"], second["id"]])
    db.execute("UPDATE kernel_entry SET seq = ? WHERE id = ?", [second["seq"], first["id"]])
    return [first, second]


def reorder_and_recompute(db):
    touched = reorder(db)
    recompute(db)
    return touched


def forge_an_extra_row(db):
    """One more entry at the end, as good as it gets: only the link is not made with the key."""
    last = chain(db)[-1]
    forged = {**last, "id": rows(db)[-1]["id"] + 1, "seq": last["seq"] + 1, "said": altered(last["said"])}
    forged["link"] = linked(last["link"], forged)
    values = [forged[name] for name in COLUMNS]
    db.execute(f"INSERT INTO kernel_entry ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(values))})", values)
    set_heads(db)
    return [forged]


ATTACKS = {
    attack.__name__.replace("_", " "): attack
    for attack in (
        edit, edit_and_recompute, delete_a_middle_row, delete_renumber_and_recompute, truncate_a_case,
        truncate_and_set_the_head_back, truncate_what_is_not_sealed, roll_everything_back, drop_a_whole_case, reorder,
        reorder_and_recompute, forge_an_extra_row,
    )
}  # fmt: skip


def attack(file, name, put_back=True):
    """Do it; returns (case, seq) of every entry that was touched, and of none besides."""
    with closing(sqlite3.connect(file)) as db, db:
        db.row_factory = sqlite3.Row
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for trigger in triggers:
            db.execute(f"DROP TRIGGER {trigger['name']}")
        touched = ATTACKS[name](db)
        for trigger in triggers if put_back else ():
            db.execute(trigger["sql"])
    return [(f"{row['case_kind']}:{row['case_id']}", row["seq"]) for row in touched]


def rows(db, where="1 = 1"):
    return [dict(row) for row in db.execute(f"SELECT * FROM kernel_entry WHERE {where} ORDER BY id").fetchall()]


def chain(db):
    """The chain of the application."""
    return rows(db, "case_kind = 'application'")


def middle(db):
    return chain(db)[2]


def neighbours(db):
    return chain(db)[2:4]


def altered(said):
    """Another word, written as the ledger writes."""
    word = {**json.loads(said), "note": "altered"}
    return json.dumps(word, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def delete(db, victims):
    """The entries, and what hangs on them."""
    owed = "SELECT id FROM kernel_delivery WHERE entry_id = ?"
    for row in victims:
        db.execute(f"DELETE FROM kernel_message WHERE delivery_id IN ({owed})", [row["id"]])
        db.execute("DELETE FROM kernel_delivery WHERE entry_id = ?", [row["id"]])
        db.execute("DELETE FROM kernel_entry WHERE id = ?", [row["id"]])


def set_heads(db):
    """Every case's row names the end that its chain now has."""
    for kind, table in CASES.items():
        for (case,) in db.execute(f"SELECT id FROM {table}").fetchall():
            last = rows(db, f"case_kind = '{kind}' AND case_id = {case}")[-1:]
            seq, head = (last[0]["seq"], last[0]["link"]) if last else (0, "")
            db.execute(f"UPDATE {table} SET ledger_seq = ?, ledger_head = ? WHERE id = ?", [seq, head, case])


def recompute(db):
    """The links of the chain, the case's head, and the seals in the database, signed with a key of one's own."""
    before = ""
    for row in sorted(chain(db), key=lambda row: row["seq"]):
        before = linked(before, row)
        db.execute("UPDATE kernel_entry SET link = ? WHERE id = ?", [before, row["id"]])
    set_heads(db)
    public = OWN_SIGNING_KEY.public_key().public_bytes_raw().hex()
    for seal in db.execute("SELECT * FROM kernel_seal").fetchall():
        signature = OWN_SIGNING_KEY.sign(seal["root"].encode()).hex()
        db.execute("UPDATE kernel_seal SET public_key = ?, signature = ? WHERE id = ?", [public, signature, seal["id"]])


def linked(before, row):
    at = row["at"].replace(" ", "T")
    at = at if "." in at else f"{at}.000000"
    said = [row["case_kind"], row["case_id"], row["seq"], f"{at}Z", row["act"], row["article"], row["fact"],
            row["seat_id"], row["countersigner_id"] or "", row["algorithm"], row["said"]]  # fmt: skip
    content = "\n".join(str(part) for part in said)
    return hmac.new(OWN_KEY, f"{before or '0' * 64}\n{content}".encode(), hashlib.sha256).hexdigest()


if __name__ == "__main__":
    for case, seq in attack(sys.argv[1], sys.argv[2]):
        print(case, seq)
