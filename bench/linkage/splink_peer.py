#!/usr/bin/env python3
"""splink_peer.py FOLDER OUT.csv [THRESHOLD]: the peer, Splink 5 on DuckDB, on the same lists.

Tuned with care: names by their sound in Indonesian spelling, NIK and birth date as one comparison
(the NIK holds the date, apart they would count twice), blocking rules that stay small, a threshold
tried on other lists. Writes record_id,cluster_id."""
import logging
import sys
import warnings

import duckdb
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

warnings.filterwarnings("ignore")
logging.getLogger("splink").setLevel(logging.ERROR)

# One spelling for one sound: applied in this order.
SOUNDS = ("OE>U DJ>J TJ>C KH>K CH>K SY>S SH>S TH>T DH>D Y>I F>P Z>S Q>K V>P AI>AE IE>I H> "
          "AA>A DD>D II>I KK>K LL>L MM>M NN>N OO>O PP>P RR>R SS>S TT>T UU>U").split()


def sound(expression):
    for pair in SOUNDS:
        old, new = pair.split(">")
        expression = f"replace({expression}, '{old}', '{new}')"
    return f"trim(regexp_replace({expression}, '^(M|MO|MU|MOAMAD|MUAMAD) (.)', 'MUAMAD \\2'))"


TITLES = r"^(HAJI|HJ|H|DRS|BPK|BP|IBU|NY|BAPAK|SDR)\.? +"
TAILS = r"(,.*$)|(/.*$)|(\(.*\))|( BIN .*$)"
WORDS = (f"trim(regexp_replace(regexp_replace(regexp_replace(upper(coalesce(%s, '')), '{TAILS}', '', 'g'),"
         f" '{TITLES}', ''), '[^A-Z]+', ' ', 'g'))")


def prepare(connection, folder):
    digits = "regexp_replace(coalesce(nik, ''), '[^0-9]', '', 'g')"
    connection.execute(f"""
      create table raw as select record_id, {digits} as d, {sound(WORDS % 'name')} as name,
        try_cast(birth_date as date) as born, nullif(sex, '') as sex,
        nullif({sound(WORDS % 'mother_name')}, '') as mother, nullif(upper(village), '') as village,
        nullif(left(village_code, 8), '') as district, nullif(rt || '/' || rw, '/') as rtrw,
        nullif(upper(address), '') as address,
        regexp_replace(regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g'), '^(62|0)', '') as ph
      from read_csv('{folder}/*.csv', all_varchar = true, union_by_name = true, filename = true)
      where filename not like '%truth.csv'""")
    connection.execute("""
      create table people as select record_id as unique_id, name,
        case when length(d) = 16 and d[7:8]::int % 40 between 1 and 31 and d[9:10] between '01' and '12'
             then d end as nik,
        case when length(d) >= 15 then d[1:15] end as nik15, d[7:12] as nik_born,
        string_split(name, ' ') as words, split_part(name, ' ', 1) as first,
        split_part(name, ' ', -1) as last, strftime(born, '%Y-%m-%d') as born,
        year(born) as born_year, sex, mother, village, district, rtrw, address,
        case when length(ph) >= 8 then ph end as phone from raw""")


def custom(name, *levels_of_it):
    return comparisons.CustomComparison(output_column_name=name, comparison_levels=list(levels_of_it))


def level(sql, label):
    return levels.CustomLevel(sql, label_for_charts=label)


def identity():
    return custom(
        "identity",
        level("(nik_l is null or nik_r is null) and (born_l is null or born_r is null)",
              "null").configure(is_null_level=True),
        level("nik_l = nik_r and born_l = born_r", "NIK and date"),
        level("nik_l = nik_r", "NIK"),
        level("nik15_l = nik15_r and (suffix(nik_l, '0') or suffix(nik_r, '0'))", "fifteen digits"),
        level("born_l = born_r and left(nik_l, 12) = left(nik_r, 12)", "another serial"),
        level("born_l = born_r and levenshtein(nik_l, nik_r) <= 2", "date, NIK slip"),
        level("born_l = born_r and (nik_l is null or nik_r is null)", "date, no NIK"),
        level("born_l = born_r", "date, another NIK"),
        level("levenshtein(nik_l, nik_r) <= 2 and left(nik_l, 12) <> left(nik_r, 12)", "NIK slip"),
        level("levenshtein(born_l, born_r) <= 1 or (born_year_l = born_year_r and born_l[6:7] = "
              "born_r[9:10] and born_l[9:10] = born_r[6:7])", "date slip"),
        level("born_year_l = born_year_r", "same year"), levels.ElseLevel())


def names():
    return custom(
        "name", levels.NullLevel("name"),
        levels.ExactMatchLevel("name", term_frequency_adjustments=True),
        level("jaro_winkler_similarity(name_l, name_r) >= 0.94 or "
              "damerau_levenshtein(name_l, name_r) <= 1", "near"),
        level("list_has_all(words_l, words_r) or list_has_all(words_r, words_l) or "
              "(suffix(name_l, last_r) and length(last_r) > 3) or "
              "(suffix(name_r, last_l) and length(last_l) > 3)", "part"),
        levels.JaroWinklerLevel("name", 0.85),
        level("first_l = first_r or last_l = last_r", "a word"),
        levels.JaroWinklerLevel("name", 0.72), levels.ElseLevel())


def place():
    return custom(
        "place", levels.NullLevel("village"),
        level("village_l = village_r and (rtrw_l = rtrw_r or address_l = address_r)", "door"),
        levels.ExactMatchLevel("village"), level("levenshtein(village_l, village_r) <= 1", "slip"),
        levels.ExactMatchLevel("district"), levels.ElseLevel())


def mother():
    return custom("mother", levels.NullLevel("mother"), levels.ExactMatchLevel("mother"),
                  levels.JaroWinklerLevel("mother", 0.88), levels.ElseLevel())


def main():
    folder, out = sys.argv[1], sys.argv[2]
    threshold = float(sys.argv[3]) if len(sys.argv) > 3 else 0.85
    connection = duckdb.connect()
    connection.execute("set threads = 2; set enable_progress_bar = false")
    prepare(connection, folder)
    blocks = [("nik",), ("nik15",), ("born", "first"), ("born", "last"), ("born", "village"),
              ("name", "village"), ("phone", "sex"), ("nik_born", "first"),
              ("name", "born_year", "district"), ("mother", "first", "born_year"),
              ("first", "village", "rtrw"), ("first", "village", "born_year")]
    settings = SettingsCreator(
        link_type="dedupe_only", retain_intermediate_calculation_columns=False,
        retain_matching_columns=False, additional_columns_to_retain=[],
        comparisons=[identity(), names(), mother(), place(), comparisons.ExactMatch("phone"),
                     comparisons.ExactMatch("sex")],
        blocking_rules_to_generate_predictions=[block_on(*block) for block in blocks])
    linker = Linker(DuckDBAPI(connection).register("people"), settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("nik", "name"), block_on("name", "born", "village")], recall=0.75)
    linker.training.estimate_u_using_random_sampling(max_pairs=4e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("nik"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("name", "village"))
    pairs = linker.inference.predict(threshold_match_probability=threshold)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=threshold)
    connection.execute(f"copy (select unique_id as record_id, cluster_id from "
                       f"{clusters.physical_name}) to '{out}' (header)")


if __name__ == "__main__":
    main()
