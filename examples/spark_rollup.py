"""Roll up the plans of a folder under Spark: ``python examples/spark_rollup.py FOLDER --as-of 2020-11-01``.

Spark hands out the plans; the functions are the library's own, one plan at a time in each worker. Workers must see the
folder by the same path. Printed are lines of tabs: tasks by standing, by month and by department of each plan, the numbers
``workplan status`` gives. ``make spark`` proves that, and measures it.

It is worth it where one machine ends: a core takes some thousandths of a second for a plan, so thirty thousand plans are
minutes on one machine, and Spark takes longer to start than a province takes to answer.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

from pyspark.sql import SparkSession
from pyspark.sql import types as T

from workplan import TABLES, open_plan, plan_files

TYPES = {
    "text": T.StringType(),
    "integer": T.LongType(),
    "decimal": T.DecimalType(24, 9),
    "date": T.DateType(),
    "boolean": T.BooleanType(),
}
QUESTIONS = {
    "standing": "SELECT plan, standing, count(*) FROM standings GROUP BY plan, standing",
    "month": """
        SELECT plan, coalesce(date_format(last_day, 'yyyy-MM'), ''), count(*),
               count_if(done), count_if(standing = 'overdue')
        FROM standings GROUP BY 1, 2""",
    "department": """
        SELECT d.plan, d.department, count_if(role = 'lead'), count_if(role = 'joint'), count_if(role = 'assist'),
               count_if(holds AND done), count_if(holds AND standing = 'overdue')
        FROM departments d
        LEFT JOIN roles r ON r.plan = d.plan AND r.department = d.department AND r.step = ''
        LEFT JOIN standings s ON s.plan = r.plan AND s.task = r.task
        GROUP BY d.plan, d.department""",
}


def schema(table: str) -> T.StructType:
    """Return the columns of a table as Spark has them."""
    return T.StructType(
        [T.StructField(c.name, TYPES[c.type.value], c.nullable) for c in TABLES[table].columns]
    )


def tables(spark: SparkSession, folder: str, day: date, names: tuple[str, ...]) -> None:
    """Make views of some tables of all plans below a folder; each plan is opened once, whatever is asked of it."""
    files = [(found.key, str(found.path)) for found in plan_files(folder)]
    parts = min(len(files), 4 * spark.sparkContext.defaultParallelism)

    def rows_of(some: Iterator[tuple[str, str]]) -> Iterator[tuple[str, tuple[Any, ...]]]:
        for key, path in some:
            plan = open_plan(path, key)
            for name in names:
                yield from ((name, tuple(row.values())) for row in plan.rows(name, day))

    everything = spark.sparkContext.parallelize(files, max(1, parts)).mapPartitions(rows_of).cache()
    for name in names:
        rows = everything.filter(lambda row, name=name: row[0] == name).map(lambda row: row[1])
        spark.createDataFrame(rows, schema(name)).createOrReplaceTempView(name)


def main() -> None:
    """Print the roll-up."""
    parser = argparse.ArgumentParser(description="Roll up the plans of a folder under Spark.")
    parser.add_argument("folder")
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    given = parser.parse_args()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.appName("workplan").config("spark.ui.showConsoleProgress", "false").getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    tables(spark, os.path.abspath(given.folder), given.as_of, ("standings", "departments", "roles"))  # noqa: PTH100
    lines = [
        "\t".join(map(str, (kind, *row)))
        for kind, question in QUESTIONS.items()
        for row in spark.sql(question).collect()
    ]
    spark.stop()
    print("\n".join(sorted(lines)))  # noqa: T201


if __name__ == "__main__":
    main()
