"""Reads an export back with pandas and the sqlite3 command and compares every
cell with records.jsonl beside it. Exit status 1 and a message at the first
difference.

usage: readback.py DIR
"""
import json, math, subprocess, sys, warnings
import pandas as pd

warnings.simplefilter("ignore")
folder = sys.argv[1] + "/"
records = [json.loads(line) for line in open(folder + "records.jsonl", encoding="utf-8")]
book = pd.read_csv(folder + "codebook.csv", dtype=str).set_index("name")
name_of = {r.path: name for name, r in book.iterrows() if isinstance(r.path, str) and "wide" in r.tables.split()}


def walk(node, prefix=""):
    for key, value in node.items():
        if isinstance(value, dict):
            yield from walk(value, prefix + key + ".")
        else:
            yield prefix + key, value


def same(have, want, where):
    if want is None or want == "":
        ok = have is None or have == "" or (isinstance(have, float) and math.isnan(have))
    elif isinstance(want, str):
        ok = have == want
    else:
        ok = have is not None and not isinstance(have, str) and math.isclose(float(have), float(want), rel_tol=1e-12)
    if not ok:
        sys.exit(f"{where}: want {want!r}, have {have!r}")


def wide(df, kind, organ="organ"):
    if len(df) != len(records):
        sys.exit(f"{kind}: {len(df)} rows, want {len(records)}")
    numbers = nulls = 0
    for record, (_, row) in zip(records, df.iterrows()):
        same(row["organ"], record["report"]["organ"], kind + " organ")
        same(int(row["year"]), record["report"]["year"], kind + " year")
        values = dict(walk(record["tables"]))
        for path, name in name_of.items():
            value = values.get(path)
            same(row[name], value, f"{kind} {record['source']['name']} {name}")
            numbers += value is not None
            nulls += value is None
    print(f"{kind}: {len(df)} rows, {numbers} numbers, {nulls} nulls")


wide(pd.read_csv(folder + "wide.csv"), "csv wide")
wide(pd.read_excel(folder + "gongkai.xlsx", sheet_name="wide", skiprows=[1]), "excel wide")
wide(pd.read_stata(folder + "wide.dta"), "stata wide")


def long(df, kind, apostrophe=False):
    cells = [(record, path, cell) for record in records for path, cell in record["cells"].items()]
    if len(df) != len(cells):
        sys.exit(f"{kind}: {len(df)} rows, want {len(cells)}")
    for (record, path, cell), row in zip(cells, df.itertuples()):
        where = f"{kind} {record['source']['name']} {path}"
        raw = row.raw
        if apostrophe and isinstance(raw, str) and raw.startswith("'"):
            raw = raw[1:]
        same(row.path, path, where)
        same(raw, cell["raw"], where + " raw")
        same(row.value, dict(walk(record["tables"])).get(path), where + " value")
        same(row.note, cell.get("note", ""), where + " note")
    print(f"{kind}: {len(df)} rows")


text = dict(dtype={"raw": str, "at": str, "note": str})
long(pd.read_csv(folder + "long.csv", keep_default_na=False, na_values={"value": [""]}, **text), "csv long", True)
long(pd.read_excel(folder + "gongkai.xlsx", sheet_name="long", skiprows=[1], keep_default_na=False, na_values={"value": [""]}, **text), "excel long")
dta = pd.read_stata(folder + "long.dta")
long(dta, "stata long")

# value labels and variable labels
states = {"printed": "printed", "blank": "blank", "absent": "not in the report"}
for (record, path, cell), state in zip(((r, p, c) for r in records for p, c in r["cells"].items()), dta["state"]):
    same(str(state), states[cell["state"]], "stata state")
with pd.io.stata.StataReader(folder + "wide.dta") as reader:
    reader.read(1)
    labels, values = reader.variable_labels(), reader.value_labels()
same(labels["req_new_total"], book.loc["req_new_total", "label"], "stata label")
same(values["scope_zh"][1], "本机关", "stata value label")
same(values["generation_en"][2021], "form of 2021", "stata value label")


def sqlite(query):
    out = subprocess.run(["sqlite3", "-json", folder + "gongkai.sqlite", query], check=True, capture_output=True, text=True).stdout
    return json.loads(out) if out.strip() else []


try:
    rows = sqlite("SELECT * FROM wide ORDER BY id")
except FileNotFoundError:
    print("sqlite3 is missing: apt-get install sqlite3")
    sys.exit(0)
wide(pd.DataFrame(rows).astype(object).where(lambda d: d.notna(), None), "sqlite wide")
if sqlite("PRAGMA integrity_check")[0]["integrity_check"] != "ok":
    sys.exit("sqlite: integrity_check")
for word, query in [("申请", "SELECT count(*) AS n FROM sections_pairs WHERE sections_pairs MATCH '申请'"),
                    ("行政复议", "SELECT count(*) AS n FROM sections_fts WHERE sections_fts MATCH '\"行政复议\"'")]:
    want = sum(word in s["heading"] + "\n" + s["text"] for r in records for s in r["sections"])
    same(sqlite(query)[0]["n"], want, "sqlite full text " + word)
print("sqlite full text: as in the records")
