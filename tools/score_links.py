#!/usr/bin/env python3
"""score_links.py TRUTH CLUSTERS [--json]: how well records were put together.

Both files are csv with a header and two columns: record and person, record and cluster. A record
that is in no cluster counts as alone. Prints pairwise precision, recall and F1, and B-cubed ones
(Bagga and Baldwin 1998): of a record's cluster the share that is its person, of its person the
share that is in its cluster, averaged over records."""
import csv
import json
import sys
from collections import Counter


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        lines = csv.reader(file)
        next(lines)
        return {line[0]: line[1] for line in lines if len(line) >= 2}


def pairs(sizes):
    return sum(size * (size - 1) // 2 for size in sizes)


def harmonic(a, b):
    return 2 * a * b / (a + b) if a + b else 0.0


def score(truth, clusters):
    person = Counter(truth.values())
    cluster_of = {record: clusters.get(record, "alone " + record) for record in truth}
    cluster = Counter(cluster_of.values())
    both = Counter((truth[record], cluster_of[record]) for record in truth)
    right, found, true = pairs(both.values()), pairs(cluster.values()), pairs(person.values())
    precision = right / found if found else 1.0
    recall = right / true if true else 1.0
    records = max(len(truth), 1)
    b3_precision = sum(n * n / cluster[c] for (_, c), n in both.items()) / records
    b3_recall = sum(n * n / person[p] for (p, _), n in both.items()) / records
    return {"records": len(truth), "true_pairs": true,
            "pair_precision": precision, "pair_recall": recall, "pair_f1": harmonic(precision, recall),
            "b3_precision": b3_precision, "b3_recall": b3_recall,
            "b3_f1": harmonic(b3_precision, b3_recall)}


def main():
    truth, clusters = read(sys.argv[1]), read(sys.argv[2])
    unknown = sorted(set(clusters) - set(truth))
    if unknown:
        sys.exit(f"{len(unknown)} records are in no truth, the first is {unknown[0]}")
    result = score(truth, clusters)
    if "--json" in sys.argv:
        print(json.dumps(result))
        return
    print(" ".join(f"{key} {value:.4f}" if isinstance(value, float) else f"{key} {value}"
                   for key, value in result.items()))


if __name__ == "__main__":
    main()
