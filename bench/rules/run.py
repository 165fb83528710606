#!/usr/bin/env python3
"""Rules beside OpenFisca-core (PyPI) on the same parameters, read from rules/*.toml, in one run.
run.py RULES_BENCH [PEOPLE]: dues of people x 12 months of 2026, unpaid months in a row over 12 to
600 months, whole rupiah, one person. Needs numpy and openfisca-core (bench/rules/requirements.txt).
"""
import json
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

import numpy
from openfisca_core import entities, parameters, periods, taxbenefitsystems, variables
from openfisca_core.simulation_builder import SimulationBuilder

ROOT = Path(__file__).resolve().parents[2]
SECTORS, PAYERS = 13, 8
TRANSPORT = 4                # place of the sector in base/kinds.hpp
PUBLIC = [3, 4, 5, 7]        # apbn, apbd_province, apbd_regency, dbhcht
MONTHS = [f"2026-{m:02d}" for m in range(1, 13)]
Person = entities.SingleEntity("person", "persons", "", "")


def read_parameters():
    """What OpenFisca gets is what stands in the rules: values by date, the table, the reliefs."""
    law = tomllib.loads((ROOT / "rules/contribution.toml").read_text())
    relief = {r["key"]: r for r in tomllib.loads((ROOT / "rules/relief.toml").read_text())["relief"]}

    def dated(row, scale=1):
        return {"values": {str(row["from"]): {"value": row["value"] / scale}}}

    def share(row):
        return {"values": {"2015-07-01": {"value": 1}, str(row["from"]): {"value": row["due"] / 10000},
                           str(row["until"]): {"value": 1}}}

    table = law["BPU"]["income_table"][0]
    brackets, threshold = [], 0
    for line in table["lines"]:
        day = str(table["from"])
        brackets.append({"threshold": {day: {"value": threshold}}, "amount": {day: {"value": line["basis"]}}})
        threshold = line.get("income_max", 0) + 1
    return parameters.ParameterNode("", data={
        "jkk_rate": dated(law["JKK"]["contribution_rate"][0], 10000),
        "jkm": dated(law["JKM"]["contribution"][0]),
        "transport": share(relief["PP-50-2025.transport"]),
        "others": share(relief["PP-50-2025.others"]),
        "basis": {"brackets": brackets, "metadata": {"type": "single_amount"}},
    })


def make_system():
    class income(variables.Variable):
        value_type, entity, definition_period = int, Person, periods.DateUnit.ETERNITY

    class transport(variables.Variable):
        value_type, entity, definition_period = bool, Person, periods.DateUnit.ETERNITY

    class public_payer(variables.Variable):
        value_type, entity, definition_period = bool, Person, periods.DateUnit.ETERNITY

    class dues(variables.Variable):
        value_type, entity, definition_period = float, Person, periods.DateUnit.MONTH

        def formula(person, period, parameters):
            law = parameters(period)
            whole = law.basis.calc(person("income", period)) * law.jkk_rate + law.jkm
            relief = numpy.where(person("transport", period), law.transport, law.others)
            return numpy.floor(whole * numpy.where(person("public_payer", period), 1, relief) + 0.5)

    class benefit(variables.Variable):
        value_type, entity, definition_period = float, Person, periods.DateUnit.MONTH

    class paid(variables.Variable):
        value_type, entity, definition_period = bool, Person, periods.DateUnit.MONTH

    class unpaid(variables.Variable):
        value_type, entity, definition_period = int, Person, periods.DateUnit.MONTH

        def formula(person, period):
            before = person("unpaid", period.last_month)
            return numpy.where(person("paid", period), 0, before + 1)

    system = taxbenefitsystems.TaxBenefitSystem([Person])
    system.parameters = read_parameters()
    for one in (income, transport, public_payer, dues, benefit, paid, unpaid):
        system.add_variable(one)
    return system


def simulation(system, count):
    return SimulationBuilder().build_default_simulation(system, count)


def peer_bulk(system, people):
    one = simulation(system, len(people["income"]))
    one.set_input("income", periods.ETERNITY if hasattr(periods, "ETERNITY") else "eternity", people["income"])
    one.set_input("transport", "eternity", people["sector"] == TRANSPORT)
    one.set_input("public_payer", "eternity", numpy.isin(people["payer"], PUBLIC))
    start = time.perf_counter()
    sums = [one.calculate("dues", month) for month in MONTHS]
    seconds = time.perf_counter() - start
    return seconds, int(sum(numpy.asarray(s, dtype=numpy.float64).sum() for s in sums))


def peer_one_person(system):
    times = []
    for _ in range(30):
        start = time.perf_counter()
        one = simulation(system, 1)
        one.set_input("income", "eternity", numpy.array([1_000_000]))
        for month in MONTHS:
            one.calculate("dues", month)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e6


def peer_unpaid(system, paid, loops):
    months, count = paid.shape
    one = simulation(system, count)
    if loops:
        one.max_spiral_loops = loops
    first = 2026 * 12 - months
    names = [f"{(first + i) // 12}-{(first + i) % 12 + 1:02d}" for i in range(months)]
    for name, row in zip(names, paid):
        one.set_input("paid", name, row.astype(bool))
    start = time.perf_counter()
    found = one.calculate("unpaid", names[-1])
    return time.perf_counter() - start, numpy.asarray(found)


def exact_unpaid(paid):
    unpaid = numpy.zeros(paid.shape[1], dtype=numpy.int64)
    for row in paid:
        unpaid = numpy.where(row != 0, 0, unpaid + 1)
    return unpaid


def ours(bench, folder):
    text = subprocess.run([bench, folder, ROOT / "rules", "2026-01/2027-01"], check=True,
                          capture_output=True, text=True).stdout
    return json.loads(text)


def bulk(bench, system, count, folder):
    random = numpy.random.default_rng(20261121)
    people = {"income": random.integers(0, 25_000_000, count),
              "sector": random.integers(0, SECTORS, count).astype(numpy.uint8),
              "payer": random.integers(0, PAYERS, count).astype(numpy.uint8)}
    for name, column in people.items():
        column.tofile(f"{folder}/{name}")
    (random.random((12, count)) < 0.7).astype(numpy.uint8).tofile(f"{folder}/paid")
    ratios = []
    for _ in range(5):  # in turn, so that both meet the same machine
        peer_s, peer_sum = peer_bulk(system, people)
        mine = ours(bench, folder)
        ratios.append(peer_s / statistics.median(mine["bulk_s"]))
        rate = count * len(MONTHS) / statistics.median(mine["bulk_s"]) / 1e6
        print(f"bulk: ours {rate:,.0f} M person-months/s, OpenFisca "
              f"{count * len(MONTHS) / peer_s / 1e6:,.0f} M; ratio {ratios[-1]:.1f}; "
              f"sums {mine['sum']:,} and {peer_sum:,}")
    print(f"bulk ratio: median {statistics.median(ratios):.1f}, least {min(ratios):.1f}, most {max(ratios):.1f}")
    return mine, min(ratios)


def rupiah(system):
    for amount in (16_777_217, 42_000_001, 70_000_003):
        one = simulation(system, 1)
        one.set_input("benefit", "2026-01", numpy.array([amount]))
        print(f"rupiah: {amount:,} in OpenFisca is {int(one.calculate('benefit', '2026-01')[0]):,}; ours keeps it")


def recursion(bench, system, folder):
    random = numpy.random.default_rng(7)
    good = True
    for months in (12, 60, 120, 600):
        paid = (random.random((months, 1000)) < 0.3).astype(numpy.uint8)
        paid[:, 0] = 0  # somebody who never paid
        exact = exact_unpaid(paid)
        for name, width in (("income", numpy.int64), ("sector", numpy.uint8), ("payer", numpy.uint8)):
            numpy.zeros(1000, dtype=width).tofile(f"{folder}/{name}")
        paid.tofile(f"{folder}/paid")
        ours(bench, folder)
        mine = numpy.fromfile(f"{folder}/ours_unpaid", dtype=numpy.uint16)
        good = good and bool((mine == exact).all())
        try:
            _, default = peer_unpaid(system, paid, None)
            said = f"{int((default != exact).sum())} of 1000 wrong, no error (never paid: {int(default[0])})"
        except Exception as error:  # what it does instead is what is shown
            said = type(error).__name__
        print(f"recursion over {months} months: ours {int((mine != exact).sum())} wrong; OpenFisca as it comes: {said}")
    return good


def main():
    bench = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    system = make_system()
    with tempfile.TemporaryDirectory() as folder:
        mine, least = bulk(bench, system, count, folder)
        peer_us = peer_one_person(system)
        print(f"one person, 12 months: ours {mine['one_person_12_months_us']:.3f} us, OpenFisca {peer_us:,.0f} us; "
              f"ours with every step and source of a claim {mine['one_explained_claim_us']:.1f} us")
        rupiah(system)
        good = recursion(bench, system, folder)
    print("aims: bulk at least 3 times, one person at most 5 us, exact")
    return 0 if least >= 3 and mine["one_person_12_months_us"] <= 5 and good else 1


if __name__ == "__main__":
    sys.exit(main())
