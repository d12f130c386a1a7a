"""A fixed way of selecting stands: the database itself refuses to change or delete it. Installed by the migration."""

from django.db.backends.base.base import BaseDatabaseWrapper

from balai.audit.triggers import Executes, run_all

TABLE = "admissions_selectionplan"
NAMES = (f"{TABLE}_no_update", f"{TABLE}_no_delete", f"{TABLE}_no_third")
_SENTENCE = "a fixed selection plan does not change"

_POSTGRES = (
    f"""
    CREATE OR REPLACE FUNCTION admissions_plan_stands() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
      IF TG_OP = 'TRUNCATE' AND NOT EXISTS (SELECT 1 FROM {TABLE} WHERE state = 'fixed') THEN RETURN NULL; END IF;
      RAISE EXCEPTION '{_SENTENCE}';
    END $$
    """,
    f"CREATE TRIGGER {NAMES[0]} BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN (OLD.state = 'fixed') "
    "EXECUTE FUNCTION admissions_plan_stands()",
    f"CREATE TRIGGER {NAMES[1]} BEFORE DELETE ON {TABLE} FOR EACH ROW WHEN (OLD.state = 'fixed') "
    "EXECUTE FUNCTION admissions_plan_stands()",
    f"CREATE TRIGGER {NAMES[2]} BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT "
    "EXECUTE FUNCTION admissions_plan_stands()",
)
_FIXED_HERE = f"SELECT 1 FROM {TABLE} WHERE state = 'fixed' AND (id = NEW.id OR batch_id = NEW.batch_id)"
_SQLITE = (
    f"CREATE TRIGGER {NAMES[0]} BEFORE UPDATE ON {TABLE} WHEN OLD.state = 'fixed' "
    f"BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END",
    f"CREATE TRIGGER {NAMES[1]} BEFORE DELETE ON {TABLE} WHEN OLD.state = 'fixed' "
    f"BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END",
    # INSERT OR REPLACE deletes silently, and INSERT OR IGNORE is how a plan is made on first use: both leave the fixed one.
    f"CREATE TRIGGER {NAMES[2]} BEFORE INSERT ON {TABLE} WHEN EXISTS ({_FIXED_HERE}) BEGIN SELECT RAISE(IGNORE); END",
)


def install(connection: BaseDatabaseWrapper, executor: Executes | None = None) -> None:
    """Safe to repeat. `executor`: a schema editor inside a migration."""
    remove(connection, executor)
    run_all(connection, list(_POSTGRES if connection.vendor == "postgresql" else _SQLITE), executor)


def remove(connection: BaseDatabaseWrapper, executor: Executes | None = None) -> None:
    """For tests that empty their tables and for undoing the migration; nothing else may call this."""
    where = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    run_all(connection, [f"DROP TRIGGER IF EXISTS {name}{where}" for name in NAMES], executor)
