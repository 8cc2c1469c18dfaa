"""All contenders. The first of each contest is the yardstick that the others are divided by."""

from typing import Final

from tests.benchmarks.compare.base import Contender

JUDGING: Final = (
    Contender("kstt: screen and engine", "audit", "screened"),
    Contender("kstt, the same once more", "audit", "screened"),
    Contender("kstt: engine on every fact", "audit", "verified"),
    Contender("kstt: masks alone", "audit", "masks"),
    Contender("pandas, masks by hand", "pandas_masks", library="pandas"),
    Contender("polars, one query", "polars_frame", library="polars"),
    Contender("DuckDB, one query", "duckdb_sql", library="duckdb"),
    Contender("pandera, a schema", "pandera_schema", library="pandera"),
    Contender("JSON Logic in Rust", "json_logic", "prepare_compiled", library="datalogic_py"),
    Contender("zen-engine, an expression", "zen_expression", library="zen"),
    Contender("durable-rules by its Host", "durable_host", library="durable"),
    Contender("clipspy", "clips_rules", library="clips"),
    Contender("JSON Logic in Python", "json_logic", "prepare_read", library="json_logic", share=0.05),
    Contender("rule-engine", "rule_engine_text", library="rule_engine", share=0.05),
    Contender("business-rules", "business_rules_json", library="business_rules", share=0.05),
)
READING: Final = (
    Contender("calamine alone", "reading", "calamine", library="python_calamine"),
    Contender("calamine, the same once more", "reading", "calamine", library="python_calamine"),
    Contender("kstt: read, normalise, link", "reading", "dossier"),
    Contender("pandas.read_excel by calamine", "reading", "pandas_calamine", library="pandas"),
    Contender("pandas.read_excel by openpyxl", "reading", "pandas_openpyxl", library="openpyxl"),
    Contender("openpyxl, read-only", "reading", "openpyxl_rows", library="openpyxl"),
)
